import { reasons as metric } from '../../../queries/churn/reasons.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { falseDiscovery } from '../../stats/false-discovery.ts'
import { standardisedRate, type StandardisedRate } from '../../stats/standardised-rate.ts'
import { wilson } from '../../stats/wilson.ts'
import { defineAnalysis } from '../analysis.ts'

/** With fewer customers on a side, or fewer of them expected to lapse or to stay, a rate says nothing. */
const least_customers = 30
const least_expected = 5

type Read = ReadRow<typeof metric>

/** Something that can precede a lapse: who met with it, and who can be compared, in each stratum. */
interface Factor {
  readonly factor: string | null
  readonly detail: string | null
  readonly strata: readonly Read[]
  readonly compared: StandardisedRate | null
}

/** Shares of those who lapsed and stayed, lapse rates against like customers, and a verdict; surest differences first. */
export const reasons = defineAnalysis(metric, (rows) => {
  const factors = factorsOf(rows)
  const told = factors.filter(isTold)
  const q_values = falseDiscovery(told.map(({ compared }) => compared!.p))
  const adjusted = new Map(told.map((factor, index) => [factor, q_values[index]!]))
  return factors
    .map((factor) => answered(factor, adjusted.get(factor) ?? null))
    .sort(
      (a, b) =>
        (a.q_value ?? 2) - (b.q_value ?? 2) ||
        Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0) ||
        `${a.factor} ${a.detail}`.localeCompare(`${b.factor} ${b.detail}`, 'en'),
    )
})

function factorsOf(rows: readonly Read[]): Factor[] {
  const everybody = rows.filter(({ factor }) => factor === 'everybody')
  const met = Map.groupBy(
    rows.filter(({ factor }) => factor !== 'everybody'),
    ({ factor, detail }) => JSON.stringify([factor, detail]),
  )
  return [...met.values()].map((own) => {
    const [{ factor, detail, is_asked }] = own as [Read]
    const strata = is_asked ? own : everybody.map((all) => withExposed(all, own))
    return { factor, detail, strata, compared: standardisedRate(strata.map(stratumOf)) }
  })
}

function withExposed(all: Read, own: readonly Read[]): Read {
  const same = own.find(({ stratum }) => stratum === all.stratum)
  return {
    ...all,
    exposed_lapsed: same?.exposed_lapsed ?? 0,
    exposed_stayed: same?.exposed_stayed ?? 0,
  }
}

function stratumOf({ exposed_lapsed, exposed_stayed, all_lapsed, all_stayed }: Read) {
  const exposed = exposed_lapsed! + exposed_stayed!
  return {
    exposed,
    exposed_events: exposed_lapsed!,
    others: all_lapsed! + all_stayed! - exposed,
    others_events: all_lapsed! - exposed_lapsed!,
  }
}

function isTold({ strata, compared }: Factor): boolean {
  if (compared === null || compared.n < least_customers) return false
  const { n, expected_rate } = compared
  const others = strata.map(stratumOf).filter(({ exposed }) => exposed > 0)
  return (
    sum(others.map((one) => one.others)) >= least_customers &&
    n * Math.min(expected_rate, 1 - expected_rate) >= least_expected
  )
}

function answered({ factor, detail, strata, compared }: Factor, q_value: number | null) {
  const total = (name: 'exposed_lapsed' | 'exposed_stayed' | 'all_lapsed' | 'all_stayed') =>
    sum(strata.map((stratum) => stratum[name]!))
  const [exposed_lapsed, compared_lapsed] = [total('exposed_lapsed'), total('all_lapsed')]
  const [exposed_stayed, compared_stayed] = [total('exposed_stayed'), total('all_stayed')]
  const lapsed = wilson(exposed_lapsed, compared_lapsed)
  const stayed = wilson(exposed_stayed, compared_stayed)
  return {
    ...{ factor, detail, exposed_lapsed, compared_lapsed, exposed_stayed, compared_stayed },
    lapsed_share: lapsed && exposed_lapsed / compared_lapsed,
    lapsed_share_low: lapsed?.low ?? null,
    lapsed_share_high: lapsed?.high ?? null,
    stayed_share: stayed && exposed_stayed / compared_stayed,
    stayed_share_low: stayed?.low ?? null,
    stayed_share_high: stayed?.high ?? null,
    lapse_rate: compared?.rate ?? null,
    like_rate: compared?.expected_rate ?? null,
    difference: compared?.difference ?? null,
    difference_low: compared?.low ?? null,
    difference_high: compared?.high ?? null,
    q_value,
    verdict: verdictOf(compared?.difference ?? 0, q_value),
  }
}

function verdictOf(difference: number, q: number | null): string {
  if (q === null) return 'few'
  if (q > 0.05) return 'unclear'
  return difference > 0 ? 'more' : 'less'
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
