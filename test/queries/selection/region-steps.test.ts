import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outlook } from '../../../queries/forecast/outlook.ts'
import { churn } from '../../../queries/kpi/churn.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import { leaderboard } from '../../../queries/kpi/leaderboard.ts'
import { repeatRate } from '../../../queries/kpi/repeat_rate.ts'
import { scorecard } from '../../../queries/kpi/scorecard.ts'
import { Dice, randomChain, regions } from '../../fixtures/random-chain.ts'
import { randomQuestion } from '../../parity/random-question.ts'
import { openChain } from '../chain.ts'
import type { Chain } from '../chain.ts'

const unfiltered = { region: [], store: [], channel: [], category: [], grade: [], segment: [] }
let chain: Chain
beforeAll(async () => {
  chain = await openChain(randomChain(11))
})
afterAll(() => chain.close())

describe('one region answers by steps between its purchase days as it does by its visits', () => {
  it.each([customers, repeatRate, churn, scorecard, outlook].map((metric) => [metric.id, metric] as const))(
    'to %s',
    async (_, metric) => {
      const dice = new Dice(metric.id.length)
      for (let nth = 0; nth < 10; nth++) {
        const asked = { ...randomQuestion(dice, metric).asked, ...unfiltered }
        const region = dice.pick(regions)
        // A region that no store is of adds nothing, but then visits are read.
        const by_visits = await chain.ask(metric, { ...asked, region: [region, 'Nowhere'] })
        expect(await chain.ask(metric, { ...asked, region: [region] })).toEqual(by_visits)
      }
    },
  )

  it('where regions are compared by their active customers, stores without a region included', async () => {
    const dice = new Dice(3)
    for (let nth = 0; nth < 10; nth++) {
      const { asked } = randomQuestion(dice, leaderboard)
      const compared = { ...asked, ...unfiltered, by: 'region', measure: 'active_customers' }
      // A region that no store is of leaves nothing out, but then visits are read.
      const by_visits = await chain.ask(leaderboard, { ...compared, region: ['!Nowhere'] })
      expect(await chain.ask(leaderboard, compared)).toEqual(by_visits)
    }
  })
})
