import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { marts } from '../../queries/model/marts.ts'
import type { Engine, Question } from '../../server/engine/engine.ts'
import { questionOf } from '../../server/engine/question.ts'
import type { Asked } from '../../server/engine/question.ts'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { Dice, randomChain } from '../fixtures/random-chain.ts'
import { openChain } from '../queries/chain.ts'
import type { CanonicalRows, Chain } from '../queries/chain.ts'
import { clickHouseHere, openClickHouseChain } from './clickhouse-chain.ts'
import { martQuestion } from './mart-question.ts'
import { randomQuestion } from './random-question.ts'
import { expectSameAnswer } from './same-answer.ts'

const all: readonly Metric[] = metrics
const transport = await clickHouseHere()
if (!transport)
  console.warn(
    '\n*** ClickHouse was NOT compared: the package chdb is not installed. Run npm install with dev dependencies. ***\n',
  )

const seed = Number(process.env.PARITY_SEED ?? 20260301)
const chains: readonly [string, boolean, CanonicalRows, string][] = [
  ['the corner shop', false, cornerShop, 'Asia/Shanghai'],
  ['a random chain in Kathmandu', true, randomChain(seed), 'Asia/Kathmandu'],
  ['a random chain in New York', true, randomChain(seed + 1), 'America/New_York'],
  ['a chain without anything', false, {}, 'Asia/Shanghai'],
]
const views: readonly { asked: Asked; stores?: readonly string[] }[] = [
  { asked: {} },
  { asked: { category: ['tea'], store: ['S1', 'S2'] } },
  { asked: { segment: ['important_value'] }, stores: ['S2', 'S3'] },
  { asked: { from: '1999-01-01', to: '1999-12-31' } },
  { asked: {}, stores: [] },
]
const everything = { from: '2024-01-01', to: '2025-12-31', base_from: '2023-01-01', base_to: '2024-06-30' }

it('ClickHouse is there to compare with', () => {
  if (process.env.CI === 'true') expect(transport).not.toBeNull()
})

describe.skipIf(!transport).each(chains)('on %s', (_, isRandom, rows, time_zone) => {
  let duckdb: Chain
  let clickhouse: Engine
  beforeAll(async () => {
    duckdb = await openChain(rows, time_zone)
    clickhouse = await openClickHouseChain(transport!, rows, time_zone)
  })
  afterAll(() => duckdb.close())

  const compare = async (question: Question) => {
    try {
      expectSameAnswer(await clickhouse.ask(question), await duckdb.engine.ask(question))
    } catch (error) {
      const said = String((error as Error).cause ?? error)
      throw new Error(`${question.id} ${JSON.stringify(question.params)}: ${said}`, { cause: error })
    }
  }

  it.each(marts.map(({ name }) => name))('both engines build the same %s', async (name) => {
    await compare(await martQuestion(transport!, name))
  })

  it.each(all.map((metric) => [metric.id, metric] as const))(
    'both engines answer %s alike',
    async (_, metric) => {
      const examples = isRandom ? [{}] : [{}, ...(metric.examples ?? [])]
      for (const [nth, example] of examples.entries()) {
        const { asked, stores } = views[nth % views.length]!
        await compare(questionOf(metric, { ...everything, ...example, ...asked }, stores))
      }
      const dice = new Dice(seed)
      for (let nth = 0; nth < (isRandom ? 8 : 2); nth += 1) {
        const { asked, stores } = randomQuestion(dice, metric)
        await compare(questionOf(metric, asked, stores))
      }
    },
  )
})

afterAll(() => transport?.close())
