/** In how many texts of each of two kinds a term stands. */
export interface TermCount {
  readonly one: number
  readonly other: number
}

/**
 * For each term the z-score of its log-odds ratio, positive where it belongs to the first kind (Monroe, Colaresi & Quinn
 * 2008: informative Dirichlet prior of the terms in both kinds together). `strength` is the size of the prior in terms.
 */
export function weightedLogOdds(terms: readonly TermCount[], strength = 50): number[] {
  const sum = (of: (term: TermCount) => number) => terms.reduce((total, term) => total + of(term), 0)
  const [ones, others] = [sum((term) => term.one), sum((term) => term.other)]
  if (ones === 0 || others === 0) return terms.map(() => 0)
  return terms.map(({ one, other }) => {
    const prior = (strength * (one + other)) / (ones + others)
    if (prior === 0) return 0
    const odds = (count: number, total: number) => (count + prior) / (total + strength - count - prior)
    const ratio = Math.log(odds(one, ones)) - Math.log(odds(other, others))
    return ratio / Math.sqrt(1 / (one + prior) + 1 / (other + prior))
  })
}
