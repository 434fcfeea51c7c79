import { describe, expect, test } from 'vitest'
import { answerFacts } from '../../../web/lib/satisfaction/answer.ts'
import { scalesOf, scoreBars } from '../../../web/lib/satisfaction/score-sides.ts'

const driver = (item: string, quadrant: string, rest = {}) => ({
  item,
  quadrant,
  status: 'driver',
  slope: 0.2,
  ...rest,
})
type Drivers = Parameters<typeof answerFacts>[0]
type Stores = Parameters<typeof answerFacts>[1]

describe('the answer of the satisfaction page', () => {
  test('names the item that matters most among those that do worse', () => {
    const rows = [driver('service', 'keep'), driver('queue', 'concentrate'), driver('price', 'concentrate')]
    expect(answerFacts(rows as never as Drivers, []).pressing).toBe('queue')
  })

  test('names none that is not significant, or that better ratings would make worse', () => {
    const rows = [
      driver('wrapping', 'concentrate', { status: 'not_significant' }),
      driver('delay', 'concentrate', { slope: -0.2 }),
    ]
    expect(answerFacts(rows as never as Drivers, []).pressing).toBeNull()
  })

  test('counts the stores that chance does not explain', () => {
    const rows = ['below_998', 'below_95', 'within', 'above_998'].map((verdict) => ({ verdict }))
    expect(answerFacts([], rows as never as Stores).stores_below).toBe(1)
  })
})

describe('scores', () => {
  test('have a bar each over the whole scale, also where nobody gave one', () => {
    const given = (score: number, answers: number, side: string) =>
      ({ measure: 'csat', score, side, answers, share: 0.5, scale_low: 1, scale_high: 4 }) as const
    expect(scalesOf([given(2, 3, 'bad'), given(4, 5, 'good')]).map(scoreBars)[0]).toEqual([
      { label: '1', value: 0, side: 'neutral' },
      { label: '2', value: 3, side: 'bad' },
      { label: '3', value: 0, side: 'neutral' },
      { label: '4', value: 5, side: 'good' },
    ])
  })
})
