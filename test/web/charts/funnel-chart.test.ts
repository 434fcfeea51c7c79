import { describe, expect, test } from 'vitest'
import { funnelChart } from '../../../web/lib/charts/funnel-chart.ts'
import type { FunnelChart } from '../../../web/lib/charts/funnel-chart.ts'
import { palette, svgOf } from './drawing.ts'

const chart: FunnelChart = {
  points: [
    { label: 'Harbour', n: 100, value: 40, verdict: 'within' },
    { label: 'Garden', n: 120, value: -20, verdict: 'below_998' },
    { label: 'Station', n: 60, value: 75, verdict: 'above_95' },
  ],
  centre: 40,
  answer_variance: 5000,
  between_variance: 0,
  range: [-100, 100],
  n_name: 'Answers',
  centre_name: 'All stores 40.0',
  print: (value) => String(value),
}

describe('a funnel of stores', () => {
  test('names only the stores outside the limits', async () => {
    const svg = await svgOf(funnelChart(chart, palette))
    expect(svg).toContain('Garden')
    expect(svg).toContain('Station')
    expect(svg).not.toContain('Harbour')
    expect(svg).toContain('All stores 40.0')
  })

  test('curves its limits: the fewer the answers the wider, never beyond the scale', () => {
    const option = funnelChart(chart, palette)
    const [lower] = option.series as { data: [number, number][] }[]
    const values = lower!.data.map(([, value]) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-100)
    const [n, value] = lower!.data.at(-1)!
    expect(value).toBeCloseTo(40 - 1.959963984540054 * Math.sqrt(5000 / n), 9)
  })
})
