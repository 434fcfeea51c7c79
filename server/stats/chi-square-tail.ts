import gammaln from '@stdlib/math-base-special-gammaln'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

/**
 * Probability that χ² with so many degrees of freedom (a whole number, 1 or more) exceeds a value. All terms are positive, so
 * that it stays exact far out, where one less the distribution function is nothing but rounding.
 */
export function chiSquareTail(value: number, degrees_of_freedom: number): number {
  if (!(value > 0)) return 1
  const is_odd = degrees_of_freedom % 2 === 1
  let tail = is_odd ? 2 * normalCdf(-Math.sqrt(value), 0, 1) : Math.exp(-value / 2)
  for (let freedom = is_odd ? 3 : 4; freedom <= degrees_of_freedom; freedom += 2)
    tail += Math.exp((freedom / 2 - 1) * Math.log(value / 2) - value / 2 - gammaln(freedom / 2))
  return Math.min(1, tail)
}
