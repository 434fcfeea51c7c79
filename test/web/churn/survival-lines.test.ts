import { describe, expect, it } from 'vitest'
import { survivalLines } from '../../../web/lib/churn/survival-lines.ts'

const point = (member: string, tenure_days: number, customers_at_risk: number, survival: number) => ({
  ...{ member, label: member, tenure_days, customers_at_risk, lapsed_customers: 1, censored_customers: 0 },
  ...{ survival, survival_low: survival / 2, survival_high: 1 },
})

describe('survival lines', () => {
  it('hold each step until the next, from all at the start', () => {
    const [line] = survivalLines(
      [point('a', 2, 50, 0.9), point('a', 4, 20, 0.5)],
      (row) => row.label ?? '',
      100,
    )
    expect(line!.values.map(({ value }) => value)).toEqual([1, 1, 0.9, 0.9, 0.5])
    expect(line!.values[0]).toEqual({ value: 1, low: 1, high: 1 })
    expect(line!.values[3]).toEqual({ value: 0.9, low: 0.45, high: 1 })
  })

  it('end where fewer than ten are still followed, or at the last day to draw', () => {
    const rows = [point('a', 1, 12, 0.9), point('a', 3, 9, 0.2), point('b', 5, 40, 0.3)]
    const lines = survivalLines(rows, (row) => row.label ?? '', 4)
    expect(lines.map(({ member, values }) => [member, values.length])).toEqual([
      ['a', 2],
      ['b', 5],
    ])
  })
})
