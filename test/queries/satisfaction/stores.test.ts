import { describe, expect, it } from 'vitest'
import { distribution } from '../../../queries/satisfaction/distribution.ts'
import { stores } from '../../../queries/satisfaction/stores.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { answers } from './survey-answers.ts'

const shop = useCornerShop(answers)

describe('stores in a funnel', () => {
  it('lie around the score of all answers, by number of answers', async () => {
    const rows = await shop.ask(stores, { min_n: 1 })
    expect(rows.map(({ store, n, value }) => [store, n, value])).toEqual([
      ['S3', 2, 50],
      ['S1', 1, 100],
      ['S2', 1, -100],
    ])
    const [west] = rows
    expect(west).toMatchObject({ label: 'Station', region: 'West', centre: 25, verdict: 'within' })
    expect(west!.answer_variance).toBeCloseTo(7500 - 625, 9)
    const half = 1.959963984540054 * Math.sqrt(6875 / 2 + west!.between_variance!)
    expect(west!.low_95).toBeCloseTo(Math.max(-100, 25 - half), 6)
  })

  it('are not judged by fewer answers than asked for', async () => {
    const rows = await shop.ask(stores, { min_n: 2 })
    expect(rows.map(({ verdict, value }) => [verdict, value])).toEqual([
      ['within', 50],
      ['too_few_answers', null],
      ['too_few_answers', null],
    ])
  })

  it('show only the stores that a person may see', async () => {
    expect((await shop.ask(stores, { measure: 'csat', min_n: 1 }, ['S1'])).map(({ store }) => store)).toEqual(
      ['S1'],
    )
  })
})

describe('the distribution of scores', () => {
  it('counts each score once, as a share of the answers to its question', async () => {
    const rows = await shop.ask(distribution)
    expect(rows.filter(({ measure }) => measure === 'nps')).toEqual(
      (
        [
          [6, 'bad'],
          [7, 'neutral'],
          [9, 'good'],
          [10, 'good'],
        ] as const
      ).map(([score, side]) => ({
        ...{ measure: 'nps', score, side, answers: 1, share: 0.25 },
        ...{ scale_low: 0, scale_high: 10 },
      })),
    )
    expect(rows.filter(({ measure }) => measure === 'csat').map(({ score }) => score)).toEqual([3, 4, 5])
  })
})
