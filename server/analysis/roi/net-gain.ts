import type { ReadRow } from '../../../queries/metric.ts'
import type { payback } from '../../../queries/roi/payback.ts'
import { differenceOf, unknownSpread } from '../../stats/welch.ts'
import type { Difference, VariancePart } from '../../stats/welch.ts'

/** Sums of a bucket, or of several. */
export type ReturnSums = Omit<ReadRow<typeof payback>, 'bucket'>

/** Incremental margin with its interval; null when nobody knows it. */
export function marginGain(sums: ReturnSums): Difference | null {
  if (sums.incremental_margin === null) return null
  const part = marginPart(sums)
  return part ? differenceOf(sums.incremental_margin, part) : unknownSpread(sums.incremental_margin)
}

/** Service cost saved with its interval; what the ledger says is taken as exact. Null when nothing is known. */
export function serviceGain(sums: ReturnSums): Difference | null {
  return sums.service_saved === null ? null : differenceOf(sums.service_saved, savedPart(sums))
}

/** Margin and service cost saved less cost, with the interval of both carried through; null when the margin or every cost is unknown. */
export function netGain(sums: ReturnSums): Difference | null {
  if (sums.incremental_margin === null || sums.unmeasured_cost === null) return null
  const net = sums.incremental_margin + (sums.service_saved ?? 0) - (sums.cost ?? 0)
  const part = marginPart(sums)
  return part ? differenceOf(net, [...part, ...savedPart(sums)]) : unknownSpread(net)
}

/** The sums of two stretches of time together. */
export function addReturns(one: ReturnSums, other: ReturnSums): ReturnSums {
  const both = (name: keyof ReturnSums) =>
    one[name] === null || other[name] === null ? null : one[name] + other[name]
  const known = (name: keyof ReturnSums) =>
    one[name] === null && other[name] === null ? null : (one[name] ?? 0) + (other[name] ?? 0)
  return {
    campaigns: known('campaigns'),
    incremental_margin: both('incremental_margin'),
    margin_variance: both('margin_variance'),
    margin_spread: both('margin_spread'),
    service_saved: known('service_saved'),
    saved_variance: known('saved_variance'),
    cost: known('cost'),
    unmeasured_cost: both('unmeasured_cost'),
  }
}

function marginPart({ margin_variance, margin_spread }: ReturnSums): VariancePart[] | null {
  if (margin_variance === null || margin_spread === null) return null
  return margin_variance > 0 ? [{ variance: margin_variance, df: margin_variance ** 2 / margin_spread }] : []
}

function savedPart({ saved_variance }: ReturnSums): VariancePart[] {
  return saved_variance === null ? [] : [{ variance: saved_variance, df: Infinity }]
}
