import type { ReadRow } from '../../../queries/metric.ts'
import type { drivers } from '../../../queries/satisfaction/drivers.ts'
import type { Scale } from '../../../queries/satisfaction/parameters.ts'
import { moments, type Moments } from '../../stats/moments.ts'

/** A row of sums as the metrics about items read them. */
export type SumRow = ReadRow<typeof drivers>

/** The rows of one kind. */
export function rowsOfKind(rows: readonly SumRow[], kind: string): SumRow[] {
  return rows.filter((row) => row.kind === kind)
}

/** Moments of one kind of row by item. */
export function momentsByItem(rows: readonly SumRow[], kind: string): Map<string, Moments> {
  return new Map(
    rowsOfKind(rows, kind).flatMap(({ item, n, total, product }) => {
      const found = moments(n, total, product)
      return item === null || found === null ? [] : [[item, found] as const]
    }),
  )
}

/** Ends of a rating scale, and how they are known: chosen for the question, said when ratings were loaded, or read off the answers. */
export interface ScaleEnds {
  readonly low: number
  readonly high: number
  readonly from: 'chosen' | 'said' | 'answers'
}

/** The scale of each item: its own, or the one that was chosen for all. */
export function itemScales(rows: readonly SumRow[], chosen: Scale): (item: string) => ScaleEnds {
  const [low, high] = chosen.split('-').map(Number)
  if (low !== undefined && high !== undefined) return () => ({ low, high, from: 'chosen' })
  const ends = (kind: string) => new Map(rowsOfKind(rows, kind).map((row) => [row.item, row]))
  const [lows, highs] = [ends('low'), ends('high')]
  return (item) => ({
    low: lows.get(item)?.total ?? 1,
    high: highs.get(item)?.total ?? 5,
    from: lows.get(item)?.n ? 'said' : 'answers',
  })
}

/** Where a mean lies on its scale, 0 to 100; beyond them when it lies off the scale. */
export function onScale(mean: number, { low, high }: Pick<ScaleEnds, 'low' | 'high'>): number {
  return (100 * (mean - low)) / (high - low)
}
