import type { Fitted, FittedRow, Statistics } from './fitting.ts'
import { fittings } from './index.ts'

/** A fitted mart that is to be made: of what. */
export interface MartWork {
  readonly mart: string
  readonly statistics: Statistics
  readonly used: Readonly<Record<string, readonly FittedRow[]>>
}

/** Makes a fitted mart. Whatever goes wrong in a fit leaves the chain without a prediction, never without its data. */
export async function makeFitted({ mart, statistics, used }: MartWork): Promise<Fitted> {
  const fitting = fittings.get(mart)
  if (!fitting) throw new Error(`nobody knows how to fit ${mart}`)
  try {
    return await fitting(statistics, used)
  } catch {
    return {}
  }
}
