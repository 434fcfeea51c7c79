import gammaln from '@stdlib/math-base-special-gammaln'

/** A table of two by two with its margins: `drawn` of `all` were drawn, `marked` of `all` are marked. */
export interface Margins {
  readonly drawn: number
  readonly marked: number
  readonly all: number
}

/** Probability that so many or more of those drawn are marked, when chance alone decides who is drawn (Fisher's exact test, one side). */
export function hypergeometricAtLeast(count: number, margins: Margins): number {
  return between(count, Math.min(margins.drawn, margins.marked), margins)
}

/** Probability that so many or fewer of those drawn are marked. */
export function hypergeometricAtMost(count: number, margins: Margins): number {
  return between(Math.max(0, margins.drawn + margins.marked - margins.all), count, margins)
}

function between(from: number, to: number, { drawn, marked, all }: Margins): number {
  const low = Math.max(from, drawn + marked - all, 0)
  const high = Math.min(to, drawn, marked)
  let sum = 0
  for (let count = low; count <= high; count += 1)
    sum += Math.exp(logWays(marked, count) + logWays(all - marked, drawn - count) - logWays(all, drawn))
  return Math.min(1, sum)
}

/** Logarithm of the number of ways to choose some of many. */
function logWays(many: number, some: number): number {
  return gammaln(many + 1) - gammaln(some + 1) - gammaln(many - some + 1)
}
