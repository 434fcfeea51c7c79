import { roi as metric } from '../../../queries/kpi/roi.ts'
import { defineAnalysis } from '../analysis.ts'
import { marginGain, netGain, serviceGain } from '../roi/net-gain.ts'

/** Carries the intervals of the gains through to the return; unknown where no campaign came to an end. */
export const roi = defineAnalysis(metric, (rows) =>
  rows.map((row) => {
    const [margin, saved, net] = [marginGain(row), serviceGain(row), netGain(row)]
    const perCost = (value: number | null | undefined) =>
      value != null && row.campaigns! > 0 && row.cost !== null && row.cost > 0 ? value / row.cost : null
    return {
      ...{ bucket: row.bucket, campaigns: row.campaigns, incremental_margin: row.incremental_margin },
      ...{ margin_low: margin?.low ?? null, margin_high: margin?.high ?? null },
      ...{ service_saved: row.service_saved, saved_low: saved?.low ?? null, saved_high: saved?.high ?? null },
      ...{
        cost: row.cost,
        net_gain: net?.difference ?? null,
        net_low: net?.low ?? null,
        net_high: net?.high ?? null,
      },
      ...{ roi: perCost(net?.difference), roi_low: perCost(net?.low), roi_high: perCost(net?.high) },
    }
  }),
)
