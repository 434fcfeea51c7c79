import type { ReadRow } from '../../../queries/metric.ts'
import type { qini } from '../../../queries/roi/qini.ts'
import type { QiniCell } from '../../stats/qini.ts'

type Sums = ReadRow<typeof qini>

/** A group of customers of one campaign, and of one half of them. */
export interface UpliftCell extends QiniCell {
  readonly campaign_id: string
  readonly member: string | null
  readonly fold: number
}

/** Both arms of each group side by side; null when the outcome is not known. */
export function upliftCells(rows: readonly Sums[]): UpliftCell[] | null {
  if (rows.some(({ total }) => total === null)) return null
  const groups = Map.groupBy(rows, ({ campaign_id, member, fold }) =>
    JSON.stringify([campaign_id, member, fold]),
  )
  return [...groups.values()].map((own) => {
    const { campaign_id, member, fold } = own[0]!
    const treated = own.find(({ arm }) => arm === 'treatment')
    const control = own.find(({ arm }) => arm === 'control')
    return {
      ...{ campaign_id: campaign_id!, member, fold: fold! },
      ...{
        treated: treated?.customers ?? 0,
        treated_sum: treated?.total ?? 0,
        treated_squares: treated?.squares ?? 0,
      },
      ...{
        controls: control?.customers ?? 0,
        control_sum: control?.total ?? 0,
        control_squares: control?.squares ?? 0,
      },
    }
  })
}

/** One cell out of several. */
export function joined<C extends QiniCell>(cells: readonly C[]): QiniCell {
  const sum = (of: (cell: C) => number) => cells.reduce((all, cell) => all + of(cell), 0)
  return {
    treated: sum((cell) => cell.treated),
    treated_sum: sum((cell) => cell.treated_sum),
    treated_squares: sum((cell) => cell.treated_squares),
    controls: sum((cell) => cell.controls),
    control_sum: sum((cell) => cell.control_sum),
    control_squares: sum((cell) => cell.control_squares),
  }
}
