import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atRisk } from '../../../queries/churn/at_risk.ts'
import { cohorts } from '../../../queries/churn/cohorts.ts'
import { lapseDefinitions } from '../../../queries/churn/lapse_definitions.ts'
import { lifecycle } from '../../../queries/churn/lifecycle.ts'
import { reasons } from '../../../queries/churn/reasons.ts'
import { survivalGroups } from '../../../queries/churn/survival_groups.ts'
import { winBack } from '../../../queries/churn/win_back.ts'
import { list } from '../../../queries/customers/list.ts'
import { addDays, monthFirst } from '../../../queries/day.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { randomChain } from '../../fixtures/random-chain.ts'
import { openChain } from '../chain.ts'
import type { Chain } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const names = async (asked: Asked) =>
  (await shop.ask(list, { sort: 'customer_id', descending: 'false', ...asked })).map(
    ({ customer_id }) => customer_id,
  )

describe('the customers behind the churn page', () => {
  it('are those of a cell of the cohort grid', async () => {
    const history = { from: '2024-10-01', who: 'cohort', method: 'first_time.on' }
    expect(await names({ ...history, of: '2025-02', into: '2025-02' })).toEqual(['cy', 'di'])
    expect(await names({ ...history, of: '2024-10', into: '2025-01' })).toEqual(['bo'])
    expect(await names({ ...history, of: '2024-10', into: '2025-02' })).toEqual([])
    expect(await names({ ...history, of: '2024-10', into: '!2025-01' })).toEqual([])
    expect(await names({ ...history, of: '2024-10', into: '!2025-02' })).toEqual(['bo'])
    const later = { ...history, method: 'first_time.on_or_after' }
    expect(await names({ ...later, of: '2024-10', into: '2025-02' })).toEqual(['bo'])
    const recurring = { ...history, method: 'recurring.on', of: '2025-01' }
    expect(await names({ ...recurring, into: '2025-01' })).toEqual(['ann', 'bo'])
    expect(await names({ ...recurring, into: '2025-01', store: ['S2'] })).toEqual(['bo'])
  })

  it('are nobody for a mark that does not exist', async () => {
    expect(await names({ who: 'cohort', of: 'x', into: '2025-02', method: 'first_time.on' })).toEqual([])
    expect(await names({ who: 'lifecycle', of: 'x' })).toEqual([])
    expect(await names({ who: 'lapse', of: 'lapsed', method: 'x' })).toEqual([])
  })

  it('are those a campaign tried to win back', async () => {
    expect(await names({ who: 'win_back', of: 'C1', into: 'treatment', inactive_days: 20 })).toEqual(['ann'])
    expect(await names({ who: 'win_back', of: 'C1', into: 'control', inactive_days: 10 })).toEqual(['bo'])
  })

  it('are those it tried to win back of the value group that they were of when it started', async () => {
    const bo = { who: 'win_back', of: 'C1', into: 'control', inactive_days: 10 }
    expect(await names({ ...bo, segment: ['general_value'] })).toEqual(['bo'])
    expect(await names({ ...bo, segment: ['important_value'] })).toEqual([])
    const counted = await shop.ask(winBack, { inactive_days: 10, segment: ['general_value'] })
    expect(counted).toMatchObject([{ campaign_id: 'C1', treated: 0, controls: 1 }])
  })
})

interface View {
  readonly asked: Asked
  readonly stores?: string[]
}
const views: readonly View[] = [
  { asked: {} },
  { asked: { channel: ['store'], store: ['S1', 'S2'] } },
  { asked: {}, stores: ['S2', 'S3'] },
]
const history = { from: '2024-01-01', to: '2025-12-31' }
const summer = { from: '2024-06-01', to: '2024-09-30' }

describe.each(views)(
  'on a random chain, seen as %o, the list is as long as the mark says',
  ({ asked, stores }) => {
    let chain: Chain
    beforeAll(async () => {
      chain = await openChain(randomChain(11))
    })
    afterAll(() => chain.close())
    const settings = { inactive_days: 25, ...asked }
    const behind = async (mark: Asked) => {
      const [first] = await chain.ask(list, { ...settings, limit: 1, ...mark }, stores)
      return first?.total_customers ?? 0
    }

    it('of a cohort', async () => {
      const options = { start: 'recurring', measure: 'on_or_after' }
      const rows = await chain.ask(cohorts, { ...history, ...asked, ...options }, stores)
      const cells = rows.filter(({ cohort }) => cohort).filter((_, nth) => nth % 29 === 0)
      expect(cells.length).toBeGreaterThan(2)
      for (const { cohort, month_index, customers, retained_customers } of cells) {
        const into = monthFirst(cohort!, month_index!).slice(0, 7)
        const mark = { who: 'cohort', of: cohort!.slice(0, 7), into, method: 'recurring.on_or_after' }
        expect(await behind({ ...history, ...mark }), `${cohort} ${into}`).toBe(retained_customers)
        expect(await behind({ ...history, ...mark, into: `!${into}` }), `not ${into}`).toBe(
          customers! - retained_customers!,
        )
      }
    })

    it('of a bar of the lifecycle', async () => {
      const [bar] = await chain.ask(lifecycle, { ...summer, ...settings }, stores)
      const range = { from: bar!.bucket!, to: addDays(monthFirst(bar!.bucket!, 1), -1) }
      const parts = ['new', 'returning', 'resurrected', 'active', 'lapsed'] as const
      for (const of of parts)
        expect(await behind({ ...range, who: 'lifecycle', of }), of).toBe(bar![`${of}_customers`])
    })

    it('of a definition, and of those at risk', async () => {
      const rows = await chain.ask(lapseDefinitions, { ...history, ...settings }, stores)
      for (const { method, lapsed_customers, customers } of rows) {
        const mark = { ...history, who: 'lapse', method: method! }
        expect(await behind({ ...mark, of: 'lapsed' })).toBe(lapsed_customers)
        expect(await behind({ ...mark, of: 'active' })).toBe(customers! - lapsed_customers!)
      }
      const [risk] = await chain.ask(atRisk, { ...history, ...settings, least_chance: 0.3 }, stores)
      expect(await behind({ ...history, who: 'at_risk', least_chance: 0.3 })).toBe(risk?.total_customers ?? 0)
    })

    it('of a group of the survival curves', async () => {
      const rows = await chain.ask(survivalGroups, { ...history, ...settings, by: 'channel' }, stores)
      for (const { member, customers, lapsed_customers } of rows) {
        const mark = { ...history, who: 'tenure', by: 'channel', of: member! }
        expect(await behind(mark)).toBe(customers)
        expect(await behind({ ...mark, into: 'lapsed' })).toBe(lapsed_customers)
        expect(await behind({ ...mark, into: 'going_on' })).toBe(customers! - lapsed_customers!)
      }
    })

    it('of what preceded a lapse', async () => {
      const rows = await chain.ask(reasons, { ...summer, ...settings }, stores)
      expect(rows.length).toBeGreaterThan(3)
      for (const { factor, detail, exposed_lapsed, exposed_stayed } of rows.slice(0, 5)) {
        const mark = { ...summer, who: 'lapse_reason', of: factor!, method: detail ?? '' }
        expect(await behind({ ...mark, into: 'lapsed' }), factor!).toBe(exposed_lapsed)
        expect(await behind({ ...mark, into: 'stayed' }), factor!).toBe(exposed_stayed)
      }
    })
  },
)
