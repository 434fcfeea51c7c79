import { afterAll, beforeAll, describe, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { questionOf } from '../../server/engine/question.ts'
import { sqlOf } from '../../server/engine/sql.ts'
import { Dice, randomChain } from '../fixtures/random-chain.ts'
import { openChain } from '../queries/chain.ts'
import type { Chain } from '../queries/chain.ts'
import { paritySeed } from './compare-engines.ts'
import { randomQuestion } from './random-question.ts'
import { expectSameAnswer } from './same-answer.ts'

const all: readonly Metric[] = metrics
const questions_each = 6
let chain: Chain

beforeAll(async () => void (chain = await openChain(randomChain(paritySeed), 'Asia/Kathmandu')))
afterAll(() => chain.close())

describe('leaving out what has no effect on a question', () => {
  it.each(all.map((metric) => [metric.id, metric] as const))('changes no answer to %s', async (_, metric) => {
    const dice = new Dice(paritySeed)
    const examples = (metric.examples ?? []).map((asked) => ({ asked, stores: ['*'] }))
    const random = Array.from({ length: questions_each }, () => randomQuestion(dice, metric))
    for (const { asked, stores } of [...random, ...examples]) {
      const question = questionOf(metric, { ...random[0]!.asked, ...asked }, stores)
      const whole = { ...question, sql: sqlOf(metric.id) }
      expectSameAnswer(await chain.engine.ask(question), await chain.engine.ask(whole))
    }
  })
})
