import { chain } from '../chain.svelte.ts'

const every_ms = 500
const longest_ms = 30_000

/** Asks for the chain's facts until the server answers from a version of the data that a job has just published. */
export async function awaitData(data_version: string): Promise<void> {
  for (let waited = 0; waited <= longest_ms; waited += every_ms) {
    await chain.refresh()
    if (chain.data_version === data_version) return
    await new Promise((resolve) => setTimeout(resolve, every_ms))
  }
}
