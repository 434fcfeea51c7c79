import { describe, expect, test } from 'vitest'
import { importanceChart } from '../../../web/lib/charts/importance-chart.ts'
import type { ImportanceChart, ImportancePoint } from '../../../web/lib/charts/importance-chart.ts'
import { palette, svgOf } from './drawing.ts'

const point = (
  label: string,
  importance: number,
  performance: number,
  rest: Partial<ImportancePoint> = {},
) => ({
  ...{ label, importance, performance, low: importance / 2, high: importance * 1.5 },
  ...{ is_significant: importance > 0, is_pressing: false, ...rest },
})
const chart: ImportanceChart = {
  points: [
    point('Service', 0.5, 80),
    point('Queue', 0.3, 60, { is_pressing: true }),
    point('Wrapping', 0, 70),
  ],
  importance_name: 'Importance',
  performance_name: 'Performance',
  corners: ['Improve first', 'Keep it up', 'Low priority', 'Overkill'],
  print_importance: (value) => `${100 * value}%`,
  print_performance: String,
}
const series = (id: string) =>
  (
    importanceChart(chart, palette).series as {
      id: string
      data: Record<string, never>[]
      markLine?: unknown
    }[]
  ).find((one) => one.id === id)!

describe('the importance–performance plane', () => {
  test('draws what is not significant hollow and grey at zero, without an interval', () => {
    const [, , wrapping] = series('points').data
    expect(wrapping).toMatchObject({
      value: [70, 0],
      symbol: 'emptyCircle',
      itemStyle: { color: palette.ink_soft },
    })
    expect(series('whiskers').data).toHaveLength(2)
  })

  test('tells what is pressing by shape as well as by colour', () => {
    expect(series('points').data[1]).toMatchObject({ symbol: 'diamond', itemStyle: { color: palette.bad } })
  })

  test('writes a label on the left where a point lies close on the right', () => {
    const crowded = { ...chart, points: [...chart.points, point('Parking', 0, 73)] }
    const drawn = importanceChart(crowded, palette).series as { id: string; data: object[] }[]
    expect(drawn.find(({ id }) => id === 'points')!.data).toMatchObject(
      ['right', 'right', 'left', 'right'].map((position) => ({ label: { position } })),
    )
  })

  test('splits at the means and names its corners', async () => {
    expect(series('points').markLine).toMatchObject({ data: [{ xAxis: 70 }, { yAxis: (0.5 + 0.3) / 3 }] })
    const svg = await svgOf(importanceChart(chart, palette))
    for (const name of [...chart.corners, 'Service', 'Queue', 'Wrapping']) expect(svg).toContain(name)
  })
})
