import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { list } from '../../queries/customers/list.ts'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { marts } from '../../queries/model/marts.ts'
import type { Engine, Question } from '../../server/engine/engine.ts'
import { questionOf } from '../../server/engine/question.ts'
import type { Asked } from '../../server/engine/question.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { openChain } from '../queries/chain.ts'
import type { CanonicalRows, Chain } from '../queries/chain.ts'
import { clickHouseHere, openClickHouseChain } from './clickhouse-chain.ts'
import { martQuestion } from './mart-question.ts'
import { randomQuestion } from './random-question.ts'
import { expectSameAnswer } from './same-answer.ts'

/** A chain on which both engines are compared. */
export interface ComparedChain {
  readonly title: string
  readonly rows: CanonicalRows
  readonly time_zone: string
  /** Whether each metric is asked as it stands and with all of its examples: worth it where their marks exist. */
  readonly examples: boolean
  /** Marks whose customers are listed, each of somebody. */
  readonly people?: readonly Asked[]
  /** Random questions to each metric. */
  readonly random: number
  readonly seed: number
}

const all: readonly Metric[] = metrics
const views: readonly { asked: Asked; stores?: readonly string[] }[] = [
  { asked: {} },
  { asked: { category: ['tea'], store: ['S1', 'S2'] } },
  { asked: { segment: ['important_value'] }, stores: ['S2', 'S3'] },
  { asked: { from: '1999-01-01', to: '1999-12-31' } },
  { asked: {}, stores: [] },
]
const everything = { from: '2024-01-01', to: '2025-12-31', base_from: '2023-01-01', base_to: '2024-06-30' }

/** Builds every mart and asks every metric on DuckDB and on ClickHouse and compares whole tables. Fails under CI without ClickHouse. */
export async function compareEngines({
  title,
  rows,
  time_zone,
  examples,
  people = [],
  random,
  seed,
}: ComparedChain) {
  const transport = await clickHouseHere()
  if (!transport)
    console.warn(
      '\n*** ClickHouse was NOT compared: the package chdb is not installed. Run npm install with dev dependencies. ***\n',
    )

  it('ClickHouse is there to compare with', () => {
    if (process.env.CI === 'true') expect(transport).not.toBeNull()
  })

  describe.skipIf(!transport)(`on ${title}`, () => {
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
        const own = examples ? [{}, ...(metric.examples ?? [])] : []
        for (const [nth, example] of own.entries()) {
          const { asked, stores } = views[nth % views.length]!
          await compare(questionOf(metric, { ...everything, ...example, ...asked }, stores))
        }
        const dice = new Dice(seed)
        for (let nth = 0; nth < random; nth += 1) {
          const { asked, stores } = randomQuestion(dice, metric)
          await compare(questionOf(metric, asked, stores))
        }
      },
    )

    it.each(people)('both engines list the same customers behind %j', async (asked) => {
      const question = questionOf(list, { ...everything, ...asked })
      expect((await duckdb.engine.ask(question)).row_count).toBeGreaterThan(0)
      await compare(question)
    })
  })

  afterAll(() => transport?.close())
}

/** Another seed gives other random chains and questions. */
export const paritySeed = Number(process.env.PARITY_SEED ?? 20260301)
