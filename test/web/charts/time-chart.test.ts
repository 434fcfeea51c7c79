import { describe, expect, test } from 'vitest'
import { timeChart } from '../../../web/lib/charts/time-chart.ts'
import type { TimeChart, TimePoint } from '../../../web/lib/charts/time-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const chart = (points: readonly TimePoint[], changes: Partial<TimeChart> = {}): TimeChart => ({
  points,
  name: 'Net sales',
  compared_name: 'Last year',
  events: [],
  unfinished: false,
  period: null,
  target: null,
  from_zero: true,
  print: String,
  shown_first: null,
  ...changes,
})
const weeks = (...values: (number | null)[]) =>
  values.map((value, index) => ({ label: `W${index + 1}`, value }))

describe('a chart over time', () => {
  test('draws every bucket in order and leaves a gap where a value is unknown', () => {
    const option = timeChart(chart(weeks(10, null, 0, -5)), palette)
    expect(seriesOf(option, 'measured').data).toEqual([10, null, 0, -5])
    expect(option.xAxis).toMatchObject({ data: ['W1', 'W2', 'W3', 'W4'] })
  })

  test('marks a value that stands alone, since it has no line', () => {
    const symbol = seriesOf(timeChart(chart(weeks(1, null, 3, null, 5, 6)), palette), 'measured').symbol
    expect([0, 2, 4, 5].map((dataIndex) => symbol(0, { dataIndex }))).toEqual([
      'circle',
      'circle',
      'none',
      'none',
    ])
  })

  test('draws the interval as a band from its lower end with its width, without a band where it is unknown', () => {
    const points = [
      { label: 'W1', value: 0.5, low: 0.4, high: 0.65 },
      { label: 'W2', value: 0.5, low: null, high: null },
      { label: 'W3', value: -2, low: -5, high: 1 },
    ]
    const option = timeChart(chart(points), palette)
    expect(seriesOf(option, 'interval_low').data).toEqual([0.4, null, -5])
    expect(seriesOf(option, 'interval_width').data).toEqual([0.25, null, 6])
  })

  test('has no band when nothing has an interval', () => {
    expect(seriesOf(timeChart(chart(weeks(1, 2)), palette), 'interval_low')).toBeUndefined()
  })

  test('dots the line into an unfinished bucket and hatches its ground', () => {
    const option = timeChart(chart(weeks(10, 12, 4), { unfinished: true }), palette)
    expect(seriesOf(option, 'measured').data).toEqual([10, 12])
    expect(seriesOf(option, 'unfinished').data).toEqual([null, 12, 4])
    expect(seriesOf(option, 'hatch').data).toEqual([[2, null]])
    expect(seriesOf(timeChart(chart(weeks(10, 12, 4)), palette), 'hatch')).toBeUndefined()
  })

  test('draws the comparison dashed', () => {
    const points = [
      { label: 'W1', value: 3, compared: 2 },
      { label: 'W2', value: 4, compared: null },
    ]
    const compared = seriesOf(timeChart(chart(points), palette), 'compared')
    expect(compared.data).toEqual([2, null])
    expect(compared.lineStyle.type).not.toBe('solid')
  })

  test('names its lines beside them and has no legend', () => {
    const option = timeChart(chart(weeks(1, 2)), palette)
    expect(seriesOf(option, 'measured').endLabel.formatter()).toBe('Net sales')
    expect(option.legend).toBeUndefined()
  })

  test('shows the last buckets first when there are more than fit, and offers the rest in a brush', () => {
    const many = weeks(...Array.from({ length: 400 }, (_, index) => index))
    const [, slider] = timeChart(chart(many, { shown_first: 92 }), palette).dataZoom as never[]
    expect(slider).toMatchObject({ type: 'slider', startValue: 308, endValue: 399 })
    expect(timeChart(chart(many), palette).dataZoom).toEqual([])
  })

  test('stands totals on zero and lets rates fill the height', () => {
    expect(timeChart(chart(weeks(1)), palette).yAxis).toMatchObject({ scale: false })
    expect(timeChart(chart(weeks(1), { from_zero: false }), palette).yAxis).toMatchObject({ scale: true })
  })

  test('lets nothing but values stretch the value axis', async () => {
    const events = [{ at: 59.5, label: 'Spring Festival', major: true }]
    const points = weeks(...Array.from({ length: 60 }, () => 2))
    const printed: number[] = []
    const print = (value: number) => {
      printed.push(value)
      return String(value)
    }
    await svgOf(timeChart(chart(points, { events, unfinished: true, print }), palette))
    expect(Math.max(...printed)).toBeLessThanOrEqual(3)
  })

  test.each([
    ['no rows', weeks()],
    ['one row', weeks(7)],
    ['nothing but unknown values', weeks(null, null)],
    ['nothing but zero', weeks(0, 0, 0)],
  ])('draws %s without a broken coordinate', async (_, points) => {
    const events = [{ at: 0.5, label: 'Double 11', major: true }]
    const svg = await svgOf(
      timeChart(chart(points, { unfinished: points.length > 0, events, shown_first: 92 }), palette),
    )
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('draws 10,000 rows with flags and hatching in under two seconds', async () => {
    const points = weeks(...Array.from({ length: 10_000 }, (_, index) => Math.sin(index / 50) * 1e8))
    const started = performance.now()
    const events = [{ at: 9000.5, label: '年中大促', major: true }]
    const svg = await svgOf(timeChart(chart(points, { unfinished: true, shown_first: 92, events }), palette))
    expect(performance.now() - started).toBeLessThan(2000)
    expect(svg).not.toMatch(/NaN/)
  })

  test('writes names that contain markup as text', async () => {
    const events = [{ at: 0.5, label: '<script>alert(1)</script>', major: true }]
    const svg = await svgOf(timeChart(chart(weeks(1, 2, 3), { events, name: '<b>x</b>' }), palette))
    expect(svg).not.toMatch(/<script|<b>/)
    expect(svg).toContain('&lt;script&gt;')
  })
})
