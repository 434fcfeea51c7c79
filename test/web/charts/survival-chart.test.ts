import { describe, expect, it } from 'vitest'
import { survivalChart, survivalDays } from '../../../web/lib/charts/survival-chart.ts'
import { palette } from './drawing.ts'

const line = (member: string, values: readonly number[]) => ({
  member,
  name: member,
  values: values.map((value) => ({ value, low: value - 0.1, high: value + 0.1 })),
})
const print = { day: String, share: String }
const ids = (lines: readonly ReturnType<typeof line>[]) =>
  (survivalChart({ lines, ...print }, palette).series as { id: string }[]).map(({ id }) => id)

describe('the survival chart', () => {
  it('draws the interval of one curve, and only the curves of several', () => {
    expect(ids([line('all', [1, 0.5])])).toEqual(['survival_low', 'survival_width', 'all'])
    expect(ids([line('a', [1, 0.5]), line('b', [1, 0.4])])).toEqual(['a', 'b'])
  })

  it('reaches as far as the longest curve', () => {
    expect(survivalDays([line('a', [1, 0.5]), line('b', [1, 0.6, 0.2])])).toBe(3)
    expect(survivalDays([])).toBe(0)
  })
})
