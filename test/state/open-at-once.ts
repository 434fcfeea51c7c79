import { parentPort, workerData } from 'node:worker_threads'
import { openState } from '../../server/state/state.ts'

/** Opens each store in the moment in which all other threads do, and says what went wrong. */
const { folders, threads, barrier } = workerData as {
  readonly folders: readonly string[]
  readonly threads: number
  readonly barrier: Int32Array
}
const failed: string[] = []
for (const [nth, folder] of folders.entries()) {
  Atomics.add(barrier, 0, 1)
  while (Atomics.load(barrier, 0) < threads * (nth + 1));
  try {
    openState(folder).close()
  } catch (error) {
    failed.push(String(error))
  }
}
parentPort!.postMessage(failed)
