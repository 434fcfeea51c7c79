import { describe, expect, it } from 'vitest'
import { targets } from '../../../queries/kpi/targets.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const found = async (asked: Asked, stores?: string[]) =>
  (await shop.ask(targets, asked, stores)).map(({ metric, period, scope }) => `${metric} ${period} ${scope}`)

describe('targets', () => {
  it('in force are those whose period overlaps; one that cannot be read is left out', async () => {
    expect(await shop.ask(targets, { from: '2025-04-01', to: '2025-04-30' })).toEqual([
      {
        metric: 'net_sales',
        period: '2025',
        scope: 'chain',
        value: 1000,
        starts_on: '2025-01-01',
        ends_on: '2025-12-31',
      },
      {
        metric: 'nps',
        period: '2025-04',
        scope: 'chain',
        value: 55,
        starts_on: '2025-04-01',
        ends_on: '2025-04-30',
      },
    ])
  })

  it('of the chain give way to those of a region or store that is filtered', async () => {
    expect(await found({ region: ['East'] })).toEqual(['net_sales 2025-Q1 East'])
    expect(await found({ store: ['S3'] })).toEqual(['nps 2025-03 S3'])
  })

  it('of a region are for those who may see all of it', async () => {
    expect(await found({}, ['S1', 'S2', 'S3'])).toEqual(['net_sales 2025-Q1 East', 'nps 2025-03 S3'])
    expect(await found({}, ['S1', 'S3'])).toEqual(['nps 2025-03 S3'])
  })
})
