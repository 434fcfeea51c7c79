import { qini as metric } from '../../../queries/roi/qini.ts'
import { qini as qiniOf } from '../../stats/qini.ts'
import { defineAnalysis } from '../analysis.ts'
import { joined, upliftCells } from './uplift-cells.ts'
import type { UpliftCell } from './uplift-cells.ts'

/** Orders the groups of each half of the customers by the uplift of the other half, and draws the curve over both. */
export const qini = defineAnalysis(metric, (rows) => {
  const halves = cellsByHalf(upliftCells(rows) ?? [])
  const ordered = halves
    .map((cell) => ({ ...cell, promise: promiseOf(halves, cell) }))
    .toSorted((a, b) => b.promise - a.promise || compare(a.member, b.member) || a.fold - b.fold)
  const found = qiniOf(ordered)
  if (!found) return []
  const treated = joined(ordered).treated
  const perHead = (value: number | null) => (value === null ? null : value / treated)
  return found.points.map(({ share, gain, low, high }, position) => ({
    ...{ position, share },
    ...{ member: ordered[position - 1]?.member ?? null, half: ordered[position - 1]?.fold ?? null },
    ...{ gain: perHead(gain), low: perHead(low), high: perHead(high) },
    ...{ by_chance: (share * found.total) / treated, coefficient: found.coefficient },
  }))
})

type Half = ReturnType<typeof joined> & Pick<UpliftCell, 'member' | 'fold'>

/** One cell per group and half, all campaigns together. */
function cellsByHalf(cells: readonly UpliftCell[]): Half[] {
  return [...Map.groupBy(cells, ({ member, fold }) => JSON.stringify([member, fold])).values()].map(
    (own) => ({
      ...joined(own),
      ...{ member: own[0]!.member, fold: own[0]!.fold },
    }),
  )
}

/** What the other half says that treating the group brings; a group that it does not know comes last. */
function promiseOf(halves: readonly Half[], { member, fold }: Half): number {
  const other = halves.find((cell) => cell.member === member && cell.fold !== fold)
  if (!other || other.treated === 0 || other.controls === 0) return -Number.MAX_VALUE
  return other.treated_sum / other.treated - other.control_sum / other.controls
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0
}
