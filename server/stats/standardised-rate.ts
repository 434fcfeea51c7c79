import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { wilson, z_95 } from './wilson.ts'

/** Events among the exposed and the others of one stratum: people who are alike in what else tells them apart. */
export interface Stratum {
  readonly exposed: number
  readonly exposed_events: number
  readonly others: number
  readonly others_events: number
}

/**
 * The rate of the exposed beside the one that others who are alike would lead to expect. 95 % interval of the difference: that of
 * the rate after Wilson and that of the expectation from its variance, joined (MOVER, Newcombe 1998), so that it holds up
 * where events are few.
 */
export interface StandardisedRate {
  /** The exposed who can be compared: of strata that hold others too. */
  readonly n: number
  readonly rate: number
  readonly expected_rate: number
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided, of no difference in any stratum (Mantel & Haenszel 1959, without continuity correction). */
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
  const events = sum(compared.map(({ exposed_events }) => exposed_events))
  const rate = events / n
  const expected_rate = sum(
    compared.map(({ exposed, others, others_events }) => ((exposed / n) * others_events) / others),
  )
  const reach = z_95 * Math.sqrt(sum(compared.map((stratum) => expectedVariance(stratum, n))))
  const own = wilson(events, n)!
  const difference = rate - expected_rate
  return {
    ...{ n, rate, expected_rate, difference },
    low: difference - Math.hypot(rate - own.low, reach),
    high: difference + Math.hypot(own.high - rate, reach),
    p: mantelHaenszel(compared),
  }
}

function expectedVariance({ exposed, others, others_events }: Stratum, n: number): number {
  return (exposed / n) ** 2 * ((others_events * (others - others_events)) / others ** 3)
}

function mantelHaenszel(strata: readonly Stratum[]): number {
  const surplus = strata.map(({ exposed, exposed_events, others, others_events }) => {
    return exposed_events - (exposed * (exposed_events + others_events)) / (exposed + others)
  })
  const variance = strata.map(({ exposed, exposed_events, others, others_events }) => {
    const [people, events] = [exposed + others, exposed_events + others_events]
    return (exposed * others * events * (people - events)) / (people ** 2 * (people - 1))
  })
  return sum(variance) > 0 ? 2 * normalCdf(-Math.abs(sum(surplus)) / Math.sqrt(sum(variance)), 0, 1) : 1
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
