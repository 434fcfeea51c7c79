import type { Moments } from './moments.ts'

/**
 * How far two arms lie apart before anything was done to them, in standard deviations: the difference of means over the
 * root of the mean of both variances (Austin 2009). More than 0.1 in size is called unbalanced. Null when unknown;
 * 0 when nothing varies and the means agree.
 */
export function standardisedDifference(treated: Moments | null, control: Moments | null): number | null {
  if (treated?.variance == null || control?.variance == null) return null
  const spread = Math.sqrt((treated.variance + control.variance) / 2)
  const difference = treated.mean - control.mean
  if (spread > 0) return difference / spread
  return difference === 0 ? 0 : null
}
