import { describe, expect, it } from 'vitest'
import { items } from '../../../queries/satisfaction/items.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { answers } from './survey-answers.ts'

const shop = useCornerShop(answers)

describe('expectation and experience', () => {
  it('differ by −0.5 for speed, over the two who gave both', async () => {
    const [speed, taste] = await shop.ask(items, { min_n: 1 })
    expect(speed).toMatchObject({ item: 'speed', n: 4, rating: 3.5, expected_n: 2, expected: 4, gap: -0.5 })
    const half = 12.706204736174694 * (Math.sqrt(4.5) / Math.SQRT2)
    expect(speed!.gap_low).toBeCloseTo(-0.5 - half, 6)
    expect(speed!.gap_high).toBeCloseTo(-0.5 + half, 6)
    expect(taste).toMatchObject({ item: 'taste', n: 3, expected_n: 0, expected: null, gap: null })
  })

  it('come with index, stated importance and weight', async () => {
    const [speed] = await shop.ask(items, { min_n: 1 })
    expect(speed).toMatchObject({ index: 62.5, importance: 4, scale_low: 1, scale_high: 5 })
    expect(speed!.weight).toBeCloseTo(2 / 3, 12)
  })

  it('come with the agreed weight at the end of the period, nothing for an item that was not agreed on', async () => {
    const agreed_weights = JSON.stringify([{ version: 7, effective_on: '2025-03-31', weights: { taste: 1 } }])
    const found = await shop.ask(items, { min_n: 1, agreed_weights })
    expect(found.map(({ item, weight, weights_version }) => [item, weight, weights_version])).toEqual([
      ['speed', 0, 7],
      ['taste', 1, 7],
    ])
  })

  it('keep only their number below the fewest answers', async () => {
    const [speed] = await shop.ask(items)
    expect(speed).toMatchObject({ n: 4, rating: null, index: null, gap: null, importance: null })
  })
})
