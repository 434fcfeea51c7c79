import type { Mart } from '../../queries/model/model.ts'
import { makeInThread } from './fit-threads.ts'
import type { Fitted, FittedRow, Statistics } from './fitting.ts'
import { makeFitted, type MartWork } from './make-fitted.ts'

/** A database in which a model is being built, as fits need it. */
export interface Shelf {
  /** What a select gives, all of it numbers. */
  statistics(sql: string): Promise<Statistics>
  /** Every row of a small mart. */
  rows(mart: string): Promise<readonly FittedRow[]>
  /** Makes the mart, in place of what it was, with these columns in the mart's order; without columns it has no rows. */
  write(mart: Mart, columns: Fitted): Promise<void>
}

/** Fits a mart to what its SQL gives, and writes it; an empty one when the fit breaks down. */
export async function fitMart(shelf: Shelf, mart: Mart, sql: string): Promise<void> {
  const statistics = await shelf.statistics(sql)
  const used: [string, readonly FittedRow[]][] = []
  for (const name of mart.uses ?? []) used.push([name, await shelf.rows(name)])
  await shelf.write(mart, await make({ mart: mart.name, statistics, used: Object.fromEntries(used) }))
}

/** Below so many rows, a fit takes no longer than it takes to start a thread. */
const worthThread = 10_000

/** Models are given to threads one by one; what is made of them as a whole. A thread that breaks costs the mart its rows. */
async function make(work: MartWork): Promise<Fitted> {
  const rows = Object.values(work.statistics)[0]?.length ?? 0
  if (work.mart === 'model_fit' || rows < worthThread) return makeFitted(work)
  return makeInThread(work).catch(() => ({}))
}
