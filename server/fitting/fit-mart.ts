import type { Mart } from '../../queries/model/model.ts'
import type { Fitted, FittedRow, Fitting, Statistics } from './fitting.ts'
import { fittings } from './index.ts'

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
  const fitting = fittings.get(mart.name)
  if (!fitting) throw new Error(`nobody knows how to fit ${mart.name}`)
  const statistics = await shelf.statistics(sql)
  const used: [string, readonly FittedRow[]][] = []
  for (const name of mart.uses ?? []) used.push([name, await shelf.rows(name)])
  await shelf.write(mart, await safely(fitting, statistics, Object.fromEntries(used)))
}

/** Whatever goes wrong in a fit leaves the chain without a prediction, never without its data. */
async function safely(fitting: Fitting, ...given: Parameters<Fitting>): Promise<Fitted> {
  try {
    return await fitting(...given)
  } catch {
    return {}
  }
}
