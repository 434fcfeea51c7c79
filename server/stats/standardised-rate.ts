import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

/** Events among the exposed and the others of one stratum: people who are alike in what else tells them apart. */
export interface Stratum {
  readonly exposed: number
  readonly exposed_events: number
  readonly others: number
  readonly others_events: number
}

/** The rate of the exposed beside the one that others who are alike would lead to expect; 95 % Wald interval of the difference. */
export interface StandardisedRate {
  /** The exposed who can be compared: of strata that hold others too. */
  readonly n: number
  readonly rate: number
  readonly expected_rate: number
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided, of no difference. */
  readonly p: number
}

/**
 * Direct standardisation to the exposed (Rothman, Greenland & Lash 2008, chapter 15): the rates of the others, weighted by how
 * many of the exposed each stratum holds. Null when no stratum holds both.
 */
export function standardisedRate(strata: readonly Stratum[]): StandardisedRate | null {
  const compared = strata.filter(({ exposed, others }) => exposed > 0 && others > 0)
  const n = sum(compared.map(({ exposed }) => exposed))
  if (n === 0) return null
  const rate = sum(compared.map(({ exposed_events }) => exposed_events)) / n
  const expected_rate = sum(
    compared.map(({ exposed, others, others_events }) => ((exposed / n) * others_events) / others),
  )
  const variance = sum(compared.map((stratum) => varianceOf(stratum, n)))
  const difference = rate - expected_rate
  const reach = 1.959963984540054 * Math.sqrt(variance)
  const z = difference / Math.sqrt(variance)
  const p = variance > 0 ? 2 * normalCdf(-Math.abs(z), 0, 1) : 1
  return { n, rate, expected_rate, difference, low: difference - reach, high: difference + reach, p }
}

function varianceOf({ exposed, exposed_events, others, others_events }: Stratum, n: number): number {
  const spread = (events: number, people: number) => (events * (people - events)) / people ** 3
  return (exposed / n) ** 2 * (spread(exposed_events, exposed) + spread(others_events, others))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
