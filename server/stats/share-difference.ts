import { wilson, type Interval } from './wilson.ts'

/**
 * 95 % interval of the difference of two independent shares, each given as hits among n, from their Wilson intervals
 * (Newcombe 1998, Statistics in Medicine 17:873, method 10). Null without observations on a side.
 */
export function shareDifference(
  hits: number,
  n: number,
  other_hits: number,
  other_n: number,
): (Interval & { readonly difference: number }) | null {
  const a = wilson(hits, n)
  const b = wilson(other_hits, other_n)
  if (a === null || b === null) return null
  const [share, other] = [hits / n, other_hits / other_n]
  return {
    difference: share - other,
    low: share - other - Math.hypot(share - a.low, b.high - other),
    high: share - other + Math.hypot(a.high - share, other - b.low),
  }
}
