import type { Metric, Param } from '../../queries/metric.ts'
import type { ParamValue } from '../../server/engine/engine.ts'
import type { Asked } from '../../server/engine/question.ts'
import { Dice, segments } from '../fixtures/random-chain.ts'
import { campaigns, first_campaign_on, history } from './make-chain.ts'

const day_ms = 86_400_000
const first_campaign = Date.parse(first_campaign_on)
const last_day = Date.parse(history.to)
const days = (last_day - Date.parse(history.from)) / day_ms + 1
const id = (letter: string, number: number) => letter + String(number).padStart(8, '0')
const some = (count: number, name: (n: number) => string) => Array.from({ length: count }, (_, n) => name(n))

/** What a chain of the bench knows for each list; a list that is not here stays empty. */
export const members: Readonly<Record<string, readonly string[]>> = {
  region: some(8, (n) => `R${n}`),
  store: some(500, (n) => id('S', n)),
  channel: ['门店', '小程序', '外卖'],
  category: some(30, (n) => `K${n}`),
  grade: ['普通', '银卡', '金卡'],
  segment: segments,
  complaint_category: some(8, (n) => `类别${n}`),
  complaint_subcategory: some(20, (n) => `子类${n}`),
  root_cause: some(12, (n) => `原因${n}`),
  product: some(5_000, (n) => id('P', n)),
  item: ['店员服务', '商品质量', '结账效率', '价格实惠'],
  outcome_item: ['商品质量', '价格实惠'],
}

/** Marks of the pages whose customers are listed: those that need nothing besides, and one of each kind that names a group. */
const people: readonly Asked[] = [
  ...[
    'all',
    'active',
    'new',
    'returning',
    'reactivated',
    'repeat',
    'lapsed',
    'promoters',
    'passives',
    'detractors',
  ],
  ...[
    'complainants',
    'complaint_about',
    'answered',
    'satisfied',
    'dissatisfied',
    'acquired',
    'referred',
    'referrers',
  ],
  ...['redeemers', 'wallet'],
]
  .map((who): Asked => ({ who }))
  .concat([
    { who: 'value_group', of: 'important_value' },
    { who: 'value_segment', of: 'champions' },
    { who: 'value_tier', of: 'potential' },
    { who: 'rfm_cell', of: 'R5F3' },
    { who: 'alive_band', of: '9' },
  ])

/** How likely a question names members of a list; some questions name none, others several lists. */
const named: Readonly<Record<string, number>> = { region: 0.3, store: 0.2, segment: 0.2 }
const seldom = 0.1

/**
 * A question as readers of the pages ask them: a period of usual length that ends anywhere in the history, the period
 * before it for comparison, some filters, other choices in half of the questions.
 */
export function benchQuestion(dice: Dice, metric: Metric): Asked {
  const own = Object.entries(metric.params).flatMap(([name, param]): [string, ParamValue][] => {
    const value = valueOf(dice, name, param)
    return value === undefined ? [] : [[name, value]]
  })
  const period = benchPeriod(dice)
  const asked: Asked = { ...period, ...Object.fromEntries(own), ...subject(dice, metric, period) }
  return namesAny(asked.region) ? { ...asked, store: [] } : asked
}

/** What a question is about that has no answer without: a mark, a campaign that runs in the period, a store with many answers. */
function subject(
  dice: Dice,
  { id: metric, params }: Metric,
  { from, to }: { from: string; to: string },
): Asked {
  if (metric === 'customers/list') return dice.pick(people)
  if (metric === 'satisfaction/focus') return { of: id('S', dice.below(20)) }
  if (!params.campaign && !params.campaigns) return {}
  if (metric === 'roi/uplift' && dice.happens(0.5)) return {}
  const running = (day: string) => Math.floor((Date.parse(day) - first_campaign) / (30 * day_ms))
  const [first, last] = [Math.max(0, running(from)), Math.min(campaigns - 1, running(to))]
  const any = () => id('A', first + dice.below(Math.max(1, last - first + 1)))
  return params.campaigns ? { campaigns: [...new Set(some(1 + dice.below(3), any))] } : { campaign: any() }
}

/** Stores beside regions would mostly be those of other regions. */
function namesAny(list: ParamValue | undefined): boolean {
  return Array.isArray(list) && list.length > 0
}

/** A period of a usual length, and the one of the same length before it. */
export function benchPeriod(dice: Dice): Record<'from' | 'to' | 'base_from' | 'base_to', string> {
  const length = dice.pick([7, 28, 30, 30, 90, 92, 182, 365, 365, days])
  const end = dice.happens(0.5) ? 0 : dice.below(days - length + 1)
  const [to, from] = [last_day - end * day_ms, last_day - (end + length - 1) * day_ms]
  return {
    from: dayText(from),
    to: dayText(to),
    base_from: dayText(from - length * day_ms),
    base_to: dayText(from - day_ms),
  }
}

function valueOf(dice: Dice, name: string, param: Param): ParamValue | undefined {
  if (param.kind === 'list') return someOf(dice, members[name] ?? [], named[name] ?? seldom)
  if (param.kind === 'choice') return dice.happens(0.5) ? dice.pick(param.choices!) : undefined
  return undefined
}

function someOf(dice: Dice, all: readonly string[], probability: number): readonly string[] {
  if (all.length === 0 || !dice.happens(probability)) return []
  return [...new Set(some(1 + dice.below(3), () => dice.pick(all)))]
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
