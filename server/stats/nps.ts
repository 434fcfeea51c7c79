import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** Answers to “how likely are you to recommend us”: 9–10, 7–8 and 0–6. */
export interface Recommendations {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
}

/** A net promoter score with its interval, −100 to 100. `point` is the middle of the interval. */
export interface NetPromoterScore {
  readonly nps: number
  readonly point: number
  readonly se: number
  readonly low: number
  readonly high: number
}

/** Variance of one answer, in shares: p + d − (p − d)². */
export function npsVariance(promoters: number, detractors: number): number {
  return promoters + detractors - (promoters - detractors) ** 2
}

/**
 * Score and interval: Wald, or adjusted Wald, which adds three answers (3/4 promoter, 3/2 passive, 3/4 detractor) and
 * holds its level in small samples (Rocks 2016). Null without answers. The interval stays within the scale when adjusted.
 */
export function netPromoterScore(
  { promoters, passives, detractors }: Recommendations,
  method: 'adjusted_wald' | 'wald' = 'adjusted_wald',
  level = 0.95,
): NetPromoterScore | null {
  const n = promoters + passives + detractors
  if (!(n > 0)) return null
  const added = method === 'wald' ? 0 : 0.75
  const size = n + 4 * added
  const [p, d] = [(promoters + added) / size, (detractors + added) / size]
  const se = 100 * Math.sqrt(npsVariance(p, d) / size)
  const half = normalQuantile(0.5 + level / 2, 0, 1) * se
  const point = 100 * (p - d)
  const within = (value: number) => (method === 'wald' ? value : Math.min(100, Math.max(-100, value)))
  return {
    ...{ nps: (100 * (promoters - detractors)) / n, point, se },
    ...{ low: within(point - half), high: within(point + half) },
  }
}
