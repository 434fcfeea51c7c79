import { describe, expect, it } from 'vitest'
import { csi } from '../../../queries/satisfaction/csi.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { answers } from './survey-answers.ts'

const shop = useCornerShop(answers)
const total = { grain: 'total', min_n: 1 } as const

describe('CSI', () => {
  it('weighs the items by what customers state: speed 4 and taste 2', async () => {
    const [row] = await shop.ask(csi, total)
    expect(row!.n).toBe(4)
    expect(row!.csi).toBeCloseTo((2 / 3) * 62.5 + ((1 / 3) * (100 * (13 / 3 - 1))) / 4, 9)
  })

  it('weighs them alike when asked to', async () => {
    const [row] = await shop.ask(csi, { ...total, weights: 'equal' })
    expect(row!.csi).toBeCloseTo((62.5 + (100 * (13 / 3 - 1)) / 4) / 2, 9)
  })

  it('has a t interval from the covariances of those who rated both', async () => {
    const [row] = await shop.ask(csi, { ...total, weights: 'equal' })
    const [speed, taste] = [5 / 3, 1 / 3]
    const covariance = (5 * 4 + 2 * 4 + 4 * 5 - (11 * 13) / 3) / 2
    const variance = 12.5 ** 2 * (speed / 4 + taste / 3 + (2 * covariance * 3) / (4 * 3))
    const half = 3.182446305284263 * Math.sqrt(variance)
    expect(row!.csi_low).toBeCloseTo(row!.csi! - half, 6)
    expect(row!.csi_high).toBeCloseTo(Math.min(100, row!.csi! + half), 6)
  })

  it('scales up the other weights in a bucket that lacks an item, and has no interval from one answer', async () => {
    const months = await shop.ask(csi, { grain: 'month', min_n: 1 })
    expect(months.map(({ bucket, n }) => [bucket, n])).toEqual([
      ['2025-01-01', 2],
      ['2025-02-01', 1],
      ['2025-03-01', 1],
    ])
    expect(months[1]).toMatchObject({ csi: 50, csi_low: null, csi_high: null })
  })

  it.each([
    ['1-10', 2.5 / 9],
    ['1-8', 2.5 / 7],
    ['0-5', 3.5 / 5],
  ] as const)('reads the scale %s when told to', async (scale, part) => {
    const [row] = await shop.ask(csi, { ...total, item: ['speed'], scale })
    expect(row!.csi).toBeCloseTo(100 * part, 9)
  })

  it('is not shown below the fewest answers', async () => {
    expect(await shop.ask(csi, { grain: 'total' })).toEqual([
      { bucket: '2025-01-01', n: 4, weights_version: null, csi: null, csi_low: null, csi_high: null },
    ])
  })

  it('weighs by the agreed version that is in force on the last day of each bucket', async () => {
    const agreed_weights = JSON.stringify([
      { version: 1, effective_on: '2025-02-28', weights: { taste: 1 } },
      { version: 2, effective_on: '2025-03-31', weights: { speed: 0.25, taste: 0.75 } },
    ])
    const months = await shop.ask(csi, { grain: 'month', min_n: 1, agreed_weights })
    // January, before the first version: stated. February: nobody rated the taste. March: speed 4 and taste 5 of 5
    expect(months.map(({ weights_version, csi }) => [weights_version, csi])).toEqual([
      [null, expect.closeTo((2 / 3) * 62.5 + (1 / 3) * 75, 9)],
      [1, null],
      [2, expect.closeTo(0.25 * 75 + 0.75 * 100, 9)],
    ])
    const cut = await shop.ask(csi, { ...total, to: '2025-03-30', agreed_weights })
    expect(cut).toMatchObject([{ weights_version: 1, csi: expect.closeTo((100 * (13 / 3 - 1)) / 4, 9) }])
    const stated = await shop.ask(csi, { ...total, weights: 'stated', agreed_weights })
    expect(stated[0]!.weights_version).toBeNull()
  })

  it('weighs by what drives the outcome, alike when nothing does', async () => {
    const [row] = await shop.ask(csi, { ...total, weights: 'derived' })
    expect(row!.csi).toBeCloseTo((62.5 + (100 * (13 / 3 - 1)) / 4) / 2, 9)
  })
})
