import { describe, expect, test } from 'vitest'
import { forecastChart } from '../../../web/lib/charts/forecast-chart.ts'
import type { ForecastChart } from '../../../web/lib/charts/forecast-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const was = (label: string, actual: number) => ({
  label,
  actual,
  forecast: null,
  low: null,
  high: null,
  naive: null,
})
const chart: ForecastChart = {
  points: [
    was('1 Sep', 90),
    was('8 Sep', 100),
    { label: '15 Sep', actual: 40, forecast: 110, low: 100, high: 125, naive: 95 },
    { label: '22 Sep', actual: null, forecast: 120, low: 95, high: 150, naive: 96 },
  ],
  names: { actual: 'Actual', forecast: 'Model', naive: 'Last year' },
  is_naive: false,
  dotted: false,
  print: String,
}
const drawn = forecastChart(chart, palette)

describe('a forecast', () => {
  test('goes on from the last bucket that is over, its interval opening there', () => {
    expect(seriesOf(drawn, 'past').data).toEqual([90, 100, null, null])
    expect(seriesOf(drawn, 'future').data).toEqual([null, 100, 110, 120])
    expect(seriesOf(drawn, 'interval_low').data).toEqual([null, 100, 100, 95])
    expect(seriesOf(drawn, 'interval_width').data).toEqual([null, 0, 25, 55])
    expect(seriesOf(drawn, 'past').markLine.data).toEqual([{ xAxis: 1 }])
  })

  test('has the naive forecast beside it, unless that is the one shown', () => {
    expect(seriesOf(drawn, 'naive').data).toEqual([null, null, 95, 96])
    expect(seriesOf(forecastChart({ ...chart, is_naive: true }, palette), 'naive')).toBeUndefined()
  })

  test('is drawn with its names at the ends', async () => {
    const svg = await svgOf(drawn)
    expect(svg).toContain('Model')
    expect(svg).toContain('Last year')
  })

  test('is the past alone when there is none', () => {
    const option = forecastChart({ ...chart, points: chart.points.slice(0, 2) }, palette)
    expect(seriesOf(option, 'interval_low')).toBeUndefined()
    expect(seriesOf(option, 'future')).toBeUndefined()
    expect(seriesOf(option, 'past').markLine.data).toEqual([])
  })
})
