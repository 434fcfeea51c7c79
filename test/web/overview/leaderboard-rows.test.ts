import { describe, expect, test } from 'vitest'
import { rankedRows, readRankSort, writeRankSort } from '../../../web/lib/overview/leaderboard-rows.ts'

const row = (member: string, value: number | null, base_value: number | null, n = 100) => ({
  member,
  label: member,
  value,
  value_low: null as number | null,
  value_high: null as number | null,
  base_value,
  delta: value !== null && base_value !== null ? value - base_value : null,
  delta_ratio: value !== null && base_value ? (value - base_value) / base_value : null,
  n,
})
const by = (text: string | null) => readRankSort(text)

describe('a leaderboard', () => {
  test('is in the order of the chosen column, unknown values last whatever the direction', () => {
    const rows = [row('A', 10, 20), row('B', 30, 10), row('C', null, 5), row('D', 20, 15)]
    const order = (text: string | null) =>
      rankedRows(rows, 'net_sales', true, by(text)).map((one) => one.member)
    expect(order(null)).toEqual(['B', 'D', 'A', 'C'])
    expect(order('value.up')).toEqual(['A', 'D', 'B', 'C'])
    expect(order('delta')).toEqual(['B', 'D', 'A', 'C'])
    expect(order('delta_ratio.up')).toEqual(['A', 'D', 'B', 'C'])
  })

  test('draws bars from zero on one scale, with a tick for the comparison', () => {
    const [first, second] = rankedRows([row('A', 100, 200), row('B', 50, 0)], 'net_sales', true, by(null))
    expect(first).toMatchObject({ span: { left: 0, width: 50 }, base_at: 100 })
    expect(second).toMatchObject({ span: { left: 0, width: 25 }, base_at: 0 })
  })

  test('draws the interval of a rate on the scale of the bars, and none of a score that is not shown', () => {
    const rate = { ...row('A', 0.2, null), value_low: 0.1, value_high: 0.4 }
    const [first] = rankedRows([rate], 'churn_rate', true, by(null))
    expect(first).toMatchObject({ span: { left: 0, width: 50 }, range: { left: 25, width: 75 } })
    const [few] = rankedRows([{ ...rate, n: 29 }], 'nps', true, by(null))
    expect(few).toMatchObject({ range: null, value_low: null, value_high: null })
  })

  test('lets bars of negative scores run to the left of zero', () => {
    const rows = rankedRows([row('A', 30, 30), row('B', -10, -10)], 'nps', true, by(null))
    expect(rows.map((one) => one.span)).toEqual([
      { left: 25, width: 75 },
      { left: 0, width: 25 },
    ])
  })

  test('shows no score from fewer than 30 answers, only how many there are', () => {
    const [first, second] = rankedRows([row('A', 80, 20, 29), row('B', 10, 20, 30)], 'nps', true, by(null))
    expect(first).toMatchObject({ member: 'B', value: 10, suppressed: false })
    expect(second).toMatchObject({
      member: 'A',
      value: null,
      delta: null,
      suppressed: true,
      n: 29,
      span: null,
    })
  })

  test('prints no change when nothing is compared', () => {
    const [only] = rankedRows([row('A', 10, 20)], 'orders', false, by(null))
    expect(only).toMatchObject({ value: 10, delta: null, delta_ratio: null, base_at: null })
  })

  test('writes its order into the address and reads it back', () => {
    for (const text of ['delta', 'delta.up', 'delta_ratio', 'value.up'])
      expect(writeRankSort(by(text))).toBe(text)
    expect(writeRankSort(by(null))).toBeNull()
    expect(by('nonsense')).toEqual({ key: 'value', descending: true })
  })
})
