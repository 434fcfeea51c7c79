import { payback as metric } from '../../../queries/roi/payback.ts'
import { defineAnalysis } from '../analysis.ts'
import { addReturns, netGain } from './net-gain.ts'
import type { ReturnSums } from './net-gain.ts'

/** Adds the buckets up and finds the first in which what was spent had come back. */
export const payback = defineAnalysis(metric, (rows) => {
  let so_far: ReturnSums = nothing
  let is_paid = false
  return rows.map((row) => {
    so_far = addReturns(so_far, row)
    const cumulated = netGain(so_far)
    const is_payback = !is_paid && (so_far.cost ?? 0) > 0 && (cumulated?.difference ?? -1) >= 0
    is_paid ||= is_payback
    return {
      ...{ bucket: row.bucket, campaigns: row.campaigns, incremental_margin: row.incremental_margin },
      ...{ service_saved: row.service_saved, cost: row.cost, net_gain: netGain(row)?.difference ?? null },
      cumulative_net: cumulated?.difference ?? null,
      cumulative_low: cumulated?.low ?? null,
      cumulative_high: cumulated?.high ?? null,
      is_payback,
    }
  })
})

const nothing: ReturnSums = {
  ...{ campaigns: 0, incremental_margin: 0, margin_variance: 0, margin_spread: 0 },
  ...{ service_saved: null, saved_variance: null, cost: null, unmeasured_cost: 0 },
}
