import { describe, expect, test } from 'vitest'
import { answerFacts } from '../../../web/lib/satisfaction/answer.ts'
import { scaleOf, sideOf } from '../../../web/lib/satisfaction/score-sides.ts'

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
  test('fall on the sides that NPS, CSAT and CES give them', () => {
    const sides = (measure: 'nps' | 'csat' | 'ces') =>
      scaleOf(measure)
        .map((score) => sideOf(measure, score)[0])
        .join('')
    expect(sides('nps')).toBe('bbbbbbbnngg')
    expect(sides('csat')).toBe('bbbgg')
    expect(sides('ces')).toBe('bbbbggg')
  })
})
