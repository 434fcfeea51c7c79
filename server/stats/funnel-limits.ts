import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** A unit's score and the number of answers it rests on. */
export interface FunnelUnit {
  readonly n: number
  readonly value: number
}

/** How far units lie apart. */
export interface Dispersion {
  /** Mean squared z-score, winsorised; about 1 when only chance is at work. Null for fewer than two units. */
  readonly phi: number | null
  /** Variance between units that chance does not explain, 0 where it may; in squared units of the score. */
  readonly between: number
}

/**
 * Overdispersion of units around a centre, whose one answer varies by `answer_variance` (Spiegelhalter 2005, Quality and
 * Safety in Health Care 14:347): z-scores winsorised at a tenth on each side; when φ is above 1 + 2 √(2 / units), the
 * variance between units by the method of moments (DerSimonian & Laird).
 */
export function dispersion(
  units: readonly FunnelUnit[],
  centre: number,
  answer_variance: number,
): Dispersion {
  const count = units.length
  if (count < 2 || !(answer_variance > 0)) return { phi: null, between: 0 }
  const scores = winsorised(units.map(({ n, value }) => (value - centre) / Math.sqrt(answer_variance / n)))
  const phi = scores.reduce((sum, z) => sum + z ** 2, 0) / count
  if (phi <= 1 + 2 * Math.sqrt(2 / count)) return { phi, between: 0 }
  const precisions = units.map(({ n }) => n / answer_variance)
  const total = precisions.reduce((sum, precision) => sum + precision, 0)
  const squares = precisions.reduce((sum, precision) => sum + precision ** 2, 0)
  const between = (count * phi - (count - 1)) / (total - squares / total)
  return { phi, between: Number.isFinite(between) ? Math.max(0, between) : 0 }
}

/** Half the width of the funnel at `n` answers; a unit beyond it is there by chance once in 1 / (1 − level). */
export function funnelHalfWidth(n: number, answer_variance: number, between: number, level: number): number {
  return normalQuantile(0.5 + level / 2, 0, 1) * Math.sqrt(answer_variance / n + between)
}

/** Scores beyond the tenth from either end are drawn in to it. */
function winsorised(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((a, b) => a - b)
  const cut = Math.floor(scores.length / 10)
  const [low, high] = [sorted[cut]!, sorted[sorted.length - 1 - cut]!]
  return scores.map((score) => Math.min(high, Math.max(low, score)))
}
