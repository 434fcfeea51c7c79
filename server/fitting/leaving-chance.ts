import { leavingChances } from '../stats/leaving-chances.ts'
import { bgNbdOf } from './fitted-model.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'

const names = ['repeats', 'place', 'chance', 'weight']
/** Enough for three years ahead of a buyer of yesterday, to four digits and more. */
const chances_each = 16

/**
 * By number of repeat purchases, the probabilities to leave that stand for those of all such buyers who have not left, with
 * their weights; no row without a model. With them expected purchases up to any time are a sum that SQL can work out.
 */
export function leavingChance(
  { repeats }: Statistics,
  { model_fit }: Readonly<Record<string, readonly FittedRow[]>>,
): Fitted {
  const fit = bgNbdOf(model_fit!, 'now')
  const rows = Array.from(fit ? repeats! : []).flatMap((x) =>
    leavingChances(fit!.parameters, x, chances_each).map((each, place) => ({ repeats: x, place, ...each })),
  )
  return columnsOf(names, rows)
}
