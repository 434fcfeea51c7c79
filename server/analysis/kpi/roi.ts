import { roi as metric } from '../../../queries/kpi/roi.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { defineAnalysis } from '../analysis.ts'
import { marginGain, netGain, serviceGain } from '../roi/net-gain.ts'

/** Carries the intervals of the gains through to the return; unknown where no campaign came to an end. */
export const roi = defineAnalysis(metric, (rows) =>
  rows.map((row) => {
    const [margin, saved, net] = [marginGain(row), serviceGain(row), netGain(row)]
    const whole = returnOf(row)
    const measured = returnOf({ ...row, cost: (row.cost ?? 0) - (row.unmeasured_cost ?? 0) })
    return {
      ...{ bucket: row.bucket, campaigns: row.campaigns, incremental_margin: row.incremental_margin },
      ...{ margin_low: margin?.low ?? null, margin_high: margin?.high ?? null },
      ...{ service_saved: row.service_saved, saved_low: saved?.low ?? null, saved_high: saved?.high ?? null },
      ...{ cost: row.cost },
      ...{ unmeasured_campaigns: row.unmeasured_campaigns, unmeasured_cost: row.unmeasured_cost },
      net_gain: net?.difference ?? null,
      ...{ net_low: net?.low ?? null, net_high: net?.high ?? null },
      ...{ roi: whole.value, roi_low: whole.low, roi_high: whole.high },
      ...{ measured_roi: measured.value, measured_roi_low: measured.low, measured_roi_high: measured.high },
    }
  }),
)

/** Net gain over cost, with its interval. */
function returnOf(row: ReadRow<typeof metric>) {
  const net = netGain(row)
  const perCost = (value: number | null | undefined) =>
    value != null && row.campaigns! > 0 && row.cost !== null && row.cost > 0 ? value / row.cost : null
  return { value: perCost(net?.difference), low: perCost(net?.low), high: perCost(net?.high) }
}
