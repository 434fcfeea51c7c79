import { beforeAll, describe, expect, it } from 'vitest'
import { complaints } from '../../queries/kpi/complaints.ts'
import { contribution } from '../../queries/kpi/contribution.ts'
import { leaderboard } from '../../queries/kpi/leaderboard.ts'
import { roi } from '../../queries/kpi/roi.ts'
import { satisfaction } from '../../queries/kpi/satisfaction.ts'
import { list } from '../../queries/customers/list.ts'
import { firstResponse } from '../../queries/complaints/first_response.ts'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { randomChain } from '../fixtures/random-chain.ts'
import { lastQuarter, useCornerShop } from './corner-shop-chain.ts'
import { openChain } from './chain.ts'
import type { CanonicalRows } from './chain.ts'

const asked = { from: '2024-06-01', to: '2024-12-31', base_from: '2024-01-01', base_to: '2024-05-31' }
const rows = { ...cornerShop, ...randomChain(7) }
const metrics_of: readonly Metric[] = metrics.filter(({ id }) => /^(kpi|complaints|customers|roi)\//.test(id))

/** Which numbers (metric, row, column) are somewhere zero, and which are somewhere something else. */
async function numbersOf(chain_rows: CanonicalRows) {
  const chain = await openChain(chain_rows)
  const [zero, other] = [new Set<string>(), new Set<string>()]
  for (const metric of metrics_of)
    for (const row of await chain.ask(metric, asked))
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'number')
          (value === 0 ? zero : other).add([metric.id, row.indicator ?? '', name].join(' '))
  await chain.close()
  return { zero, other }
}

describe('what was never loaded', () => {
  let loaded: Awaited<ReturnType<typeof numbersOf>>
  beforeAll(async () => {
    loaded = await numbersOf(rows)
  })

  it.each([
    [['complaints', 'complaint_events']],
    [['complaint_events']],
    [['purchases']],
    [['campaigns', 'campaign_contacts']],
    [['service_contacts']],
  ] as const)('is unknown, never zero: without %s', async (tables) => {
    const left = await numbersOf({ ...rows, ...Object.fromEntries(tables.map((table) => [table, []])) })
    const invented = [...left.zero].filter((name) => !left.other.has(name) && loaded.other.has(name))
    expect(invented.filter((name) => !/ (n|decided)$/.test(name))).toEqual([])
  })
})

describe('without complaints', () => {
  const shop = useCornerShop({ complaints: [], complaint_events: [] })

  it('a month has its orders, and of complaints nothing is known', async () => {
    const [january] = await shop.ask(complaints)
    expect(january).toEqual({
      ...{ bucket: '2025-01-01', complaints: null, orders: 3 },
      ...{ complaints_per_1000_orders: null, compensation_amount: null },
    })
  })

  it('no store stands on a board with a rate of none, and no store has moved one', async () => {
    const by = { ...lastQuarter, by: 'store', measure: 'complaints_per_1000_orders' } as const
    expect(await shop.ask(leaderboard, by)).toEqual([])
    const moved = await shop.ask(contribution, by)
    expect(moved.map(({ value, contribution: part }) => [value, part])).toEqual(Array(3).fill([null, null]))
  })

  it('no customer is listed as one who never complained', async () => {
    const listed = await shop.ask(list)
    expect(listed.map((row) => row.complaints)).toEqual(listed.map(() => null))
  })
})

describe('without what happened to complaints', () => {
  const shop = useCornerShop({ complaint_events: [] })

  it('nobody is said to have answered late', async () => {
    const [row] = await shop.ask(firstResponse, { grain: 'total' })
    expect(row).toMatchObject({
      complaints: 3,
      decided: 0,
      in_time: null,
      in_time_share: null,
      waiting: null,
    })
    expect(await shop.ask(list, { who: 'complaint_about', method: 'late' })).toEqual([])
  })
})

describe('without invitations', () => {
  const uninvited = cornerShop.surveys!.map((survey) => ({ ...survey, invited_at: null }))
  const shop = useCornerShop({ surveys: uninvited })

  it('nobody is said to have invited no one: how many answered of whom is not known', async () => {
    const [row] = await shop.ask(satisfaction, { grain: 'total' })
    expect(row).toMatchObject({ nps_n: 4, invited: null, answered: null, response_rate: null })
  })
})

describe('without any cost', () => {
  const free = cornerShop.campaign_contacts!.map((contact) => ({ ...contact, cost_amount: null }))
  const shop = useCornerShop({ costs: [], campaign_contacts: free })

  it('campaigns have brought what they brought, but nobody knows what is left of it', async () => {
    const [row] = await shop.ask(roi, { grain: 'total' })
    expect(row).toMatchObject({ campaigns: 1, incremental_margin: 21, cost: null, net_gain: null, roi: null })
  })
})
