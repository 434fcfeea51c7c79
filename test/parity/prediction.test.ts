import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquisition } from '../../queries/roi/acquisition.ts'
import { valueTiers } from '../../queries/value/tiers.ts'
import { list } from '../../queries/customers/list.ts'
import { prediction } from '../../queries/prediction/index.ts'
import type { Metric } from '../../queries/metric.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { questionOf } from '../../server/engine/question.ts'
import { buyerLines } from '../fixtures/buyers.ts'
import { openChain, type Chain } from '../queries/chain.ts'
import { clickHouseHere, openClickHouseChain } from './clickhouse-chain.ts'
import { martQuestion } from './mart-question.ts'
import { expectSameAnswer } from './same-answer.ts'

const transport = await clickHouseHere()
const period = { from: '2025-01-01', to: '2025-12-31' }
/** Every seventh line is from another store than the customer's own. */
const rows = {
  purchases: buyerLines(1500, 500).map((line, nth) => (nth % 7 === 0 ? { ...line, store_id: 's9' } : line)),
}

describe.skipIf(!transport)('where there is enough to predict from, both engines', () => {
  let duckdb: Chain
  let clickhouse: Engine
  beforeAll(async () => {
    duckdb = await openChain(rows)
    clickhouse = await openClickHouseChain(transport!, rows)
  })
  afterAll(async () => {
    await duckdb.close()
    await transport!.close()
  })

  it.each(['buyer_history', 'model_fit', 'purchase_outlook', 'back_test', 'leaving_chance', 'buyer'])(
    'build the same %s',
    async (name) => {
      const question = await martQuestion(transport!, name)
      const found = await clickhouse.ask(question)
      expect(found.row_count).toBeGreaterThan(5)
      expectSameAnswer(found, await duckdb.engine.ask(question))
    },
  )

  const asked: readonly (readonly [Metric, object])[] = [
    ...prediction.flatMap((metric: Metric) =>
      [{}, ...(metric.examples ?? [])].map((each) => [metric, each] as const),
    ),
    ...['p_alive', 'purchases_365', 'clv'].map((sort) => [list, { sort }] as const),
    [list, { sort: 'clv', horizon_months: 6, discount_rate: 0 }],
    [list, { who: 'alive_band', of: 'one_time' }],
    [list, { who: 'alive_band', of: '9' }],
    [list, { who: 'clv', of: 'repeat' }],
  ]
  it.each(asked.map(([metric, own]) => [metric.id, own, metric] as const))(
    'answer %s %j alike',
    async (_, own, metric) => {
      const question = questionOf(metric, { ...period, ...own })
      const found = await duckdb.engine.ask(question)
      expect(found.row_count).toBeGreaterThan(0)
      expectSameAnswer(await clickhouse.ask(question), found)
    },
  )

  const told_to_some = prediction.filter(({ id }) => ['prediction/alive', 'prediction/clv'].includes(id))
  it.each([...told_to_some, list, valueTiers, acquisition])(
    'tell people who see some stores alike: $id',
    async (metric: Metric) => {
      const question = questionOf(metric, { ...period, ...(metric === list && { sort: 'clv' }) }, [
        's0',
        's9',
      ])
      const found = await duckdb.engine.ask(question)
      expect(found.row_count).toBeGreaterThan(0)
      expectSameAnswer(await clickhouse.ask(question), found)
    },
  )
})
