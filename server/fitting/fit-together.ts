import { fitInThread } from './fit-threads.ts'
import { fitOne, type Attempt, type FitWork } from './fit-one.ts'

/** Below so many histories in all, fits take no longer than it takes to start threads. */
const worthThreads = 50_000

/** Fits models, two at a time where there are many histories. What comes of it is the same, in the order of the works. */
export async function fitTogether(works: readonly FitWork[]): Promise<Attempt[]> {
  const histories = works.reduce((sum, work) => sum + work.histories.buyers.length, 0)
  if (histories < worthThreads) return works.map(fitOne)
  return Promise.all(works.map(fitOrNot))
}

/** A thread that breaks costs its own fit, not the others. */
const fitOrNot = (work: FitWork): Promise<Attempt> => fitInThread(work).catch(() => ({ reason: 'failed' }))
