import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { fitOne, type Attempt, type FitWork } from './fit-one.ts'

/** Below so many histories in all, fits take no longer than it takes to start threads. */
const worthThreads = 50_000

/** Fits models, two at a time where there are many histories. What comes of it is the same, in the order of the works. */
export async function fitTogether(works: readonly FitWork[]): Promise<Attempt[]> {
  const histories = works.reduce((sum, work) => sum + work.histories.buyers.length, 0)
  if (histories < worthThreads) return works.map(fitOne)
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./fit-one.ts', import.meta.url)),
    name: 'fitOne',
    minThreads: 2,
    maxThreads: 2,
  })
  try {
    return await Promise.all(works.map((work) => fitIn(pool, work)))
  } finally {
    await pool.destroy()
  }
}

/** A thread that breaks costs its own fit, not the others. */
const fitIn = (pool: Piscina, work: FitWork) =>
  (pool.run(work) as Promise<Attempt>).catch((): Attempt => ({ reason: 'failed' }))
