import type { Kpi, Reading } from './kpi.ts'
import { differs } from './significance.ts'

/**
 * What a change means: `steady` is too small to speak of, `unclear` may be chance, `unknown` has nothing to
 * compare, `unlike` compares what was weighed in two ways.
 */
export type Verdict = 'better' | 'worse' | 'steady' | 'unclear' | 'unknown' | 'unlike'

/** A figure against its base: both values, null where unknown, and what the change means. */
export interface Change {
  readonly verdict: Verdict
  readonly value: number | null
  readonly base: number | null
  /** Size for ranking changes of unlike figures: the share of the base, or for scores and rates the difference in the same scale. */
  readonly size: number
}

const steadyShare = 0.01

/**
 * How a figure changed against a base. A figure with an interval has changed when the interval of the difference
 * leaves out zero; a full count has changed when it moved by one per cent of its base or more.
 */
export function changeOf(kpi: Pick<Kpi, 'good' | 'unit'>, now: Reading | null, then: Reading | null): Change {
  const value = now?.value ?? null
  const base = then?.value ?? null
  if (value === null || base === null) return { verdict: 'unknown', value, base, size: 0 }
  const size = Math.abs(value - base) / (kpi.unit === 'score' ? 100 : Math.abs(base) || 1)
  return { verdict: verdictOf(kpi.good, now, then, size), value, base, size }
}

function verdictOf(good: 'up' | 'down', now: Reading | null, then: Reading | null, size: number): Verdict {
  if (now?.weights !== then?.weights) return 'unlike'
  const [a, b] = [now?.estimate, then?.estimate]
  if (a && b && !differs(a, b)) return 'unclear'
  if (!(a && b) && size < steadyShare) return 'steady'
  return (now?.value ?? 0) > (then?.value ?? 0) === (good === 'up') ? 'better' : 'worse'
}
