import { attributeChart, movingSigma } from './control-chart.ts'
import type { AttributeChart, ControlChart } from './control-chart.ts'

/** An attribute chart whose limits also hold the variation between buckets. */
export interface LaneyChart extends ControlChart {
  /** How much more the points vary than chance within a bucket explains: above 1 is overdispersed. Null where it cannot be told. */
  readonly sigma_z: number | null
}

/**
 * Laney's p′, c′ or u′ chart: z = (value − centre) / σ of the plain chart, σ_z = mean |Δz| / 1.128 over the baseline,
 * limits at ± 3 σ σ_z. Where σ_z cannot be told (fewer than two points, nothing ever counted) it is taken as 1.
 * Source: Laney (2002), Improved control charts for attributes.
 */
export function laneyChart(
  kind: AttributeChart,
  counts: readonly number[],
  sizes: readonly number[],
  baseline: readonly boolean[] = [],
): LaneyChart {
  const sigma_z = overdispersion(attributeChart(kind, counts, sizes, baseline), baseline)
  return { ...attributeChart(kind, counts, sizes, baseline, sigma_z ?? 1), sigma_z }
}

/** σ_z of a plain attribute chart over its baseline; null for fewer than two points and where nothing varies by chance. */
export function overdispersion(chart: ControlChart, baseline: readonly boolean[] = []): number | null {
  const scores = chart.values
    .map((value, nth) => (value - chart.center) / chart.sigma[nth]!)
    .filter((_, nth) => baseline[nth] ?? true)
  return scores.every(Number.isFinite) ? movingSigma(scores) : null
}
