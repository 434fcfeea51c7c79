import type { Metric } from '../../queries/metric.ts'
import type { ParamValue } from '../../server/engine/engine.ts'
import type { Asked } from '../../server/engine/question.ts'
import {
  categories,
  channels,
  day,
  days,
  Dice,
  grades,
  regions,
  segments,
  stores,
} from '../fixtures/random-chain.ts'

/** Parameters that any client could send, and the stores that it may see. */
export interface RandomQuestion {
  readonly asked: Asked
  readonly stores: readonly string[]
}

const members: Readonly<Record<string, readonly string[]>> = {
  region: [...regions, 'Nowhere'],
  store: stores,
  channel: channels,
  category: [...categories, 'fireworks'],
  grade: grades,
  segment: segments,
  complaint_category: ['quality', 'service', 'noise'],
  complaint_subcategory: ['stale', 'rude'],
  root_cause: ['cold chain', 'training', 'none'],
  product: ['P0', 'P1', 'P99'],
  item: ['speed', 'taste', 'price', 'smell'],
  outcome_item: ['speed', 'taste', 'smell'],
  campaigns: ['M0', 'M1', 'M2', 'M3', 'M9'],
}

/** A random question to a metric about a random chain: seven of ten filters are empty, three of ten
 * members are left out instead of kept, half of the people see everything. */
export function randomQuestion(dice: Dice, metric: Metric): RandomQuestion {
  const [from, to] = range(dice)
  const [base_from, base_to] = range(dice)
  const own = Object.entries(metric.params).flatMap(([name, param]): [string, ParamValue][] => {
    if (param.kind === 'list') return [[name, randomList(dice, members[name]!)]]
    if (param.kind === 'choice') return dice.happens(0.8) ? [[name, dice.pick(param.choices!)]] : []
    if (param.kind === 'count')
      return dice.happens(0.5) ? [[name, Math.max(param.min ?? 0, dice.below(60))]] : []
    return []
  })
  return {
    asked: { from, to, base_from, base_to, ...Object.fromEntries(own) },
    stores: dice.happens(0.5) ? ['*'] : stores.filter(() => dice.happens(0.6)),
  }
}

function randomList(dice: Dice, all: readonly string[]): string[] {
  return dice.happens(0.7)
    ? []
    : [
        ...new Set(
          Array.from({ length: 1 + dice.below(3) }, () => (dice.happens(0.3) ? '!' : '') + dice.pick(all)),
        ),
      ]
}

function range(dice: Dice): [string, string] {
  const start = dice.below(days) - 20
  return [day(start), day(start + dice.pick([0, 6, 30, 90, 364]))]
}
