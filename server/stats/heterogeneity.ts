import { chiSquareTail } from './chi-square-tail.ts'

/** An estimate of one group with its standard error. */
export interface Estimate {
  readonly estimate: number
  readonly se: number
}

/** Whether groups differ more than chance explains. */
export interface Heterogeneity {
  readonly q: number
  readonly df: number
  readonly p: number
}

/** Cochran's Q over independent estimates, weighted by the inverse of their variances; null with fewer than two. */
export function heterogeneity(estimates: readonly Estimate[]): Heterogeneity | null {
  const usable = estimates.filter(({ se }) => se > 0)
  if (usable.length < 2) return null
  const weight = usable.reduce((sum, { se }) => sum + 1 / se ** 2, 0)
  const mean = usable.reduce((sum, { estimate, se }) => sum + estimate / se ** 2, 0) / weight
  const q = usable.reduce((sum, { estimate, se }) => sum + ((estimate - mean) / se) ** 2, 0)
  const df = usable.length - 1
  return { q, df, p: chiSquareTail(q, df) }
}
