import { expect, test } from 'vitest'
import { heatMapChart, type HeatCell } from '../../../web/lib/charts/heat-map-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const cells: HeatCell[] = [
  { row: 0, column: 0, value: 100, text: '100', note: '80%' },
  { row: 0, column: 1, value: 0, text: '0' },
  { row: 1, column: 0, value: -25, text: '−25' },
  { row: 1, column: 1, value: null, text: '' },
]
const chart = { rows: ['R2', 'R1'], columns: ['F1', 'F2'], cells }
const draw = (scale: 'sequential' | 'diverging') => heatMapChart({ ...chart, scale }, palette)

test('every cell prints its value, and keeps its place for the keyboard', async () => {
  const option = draw('sequential')
  expect(seriesOf(option, 'cells').data.map(({ stop }: { stop: number }) => stop)).toEqual([0, 1, 2, 3])
  const svg = await svgOf(option)
  for (const text of ['R2', 'F2', '100', '80%', '−25']) expect(svg).toContain(text)
})

test('the largest value has the strongest colour, an unknown one that of sunk paper', async () => {
  const svg = await svgOf(draw('sequential'))
  expect(svg).toContain(palette.sequential.at(-1)!)
  expect(svg).toContain(palette.sunk)
})

test('a diverging scale parts the signs and is as strong for equal distances', async () => {
  const svg = await svgOf(draw('diverging'))
  expect(svg).toContain(palette.high)
  expect(svg).not.toContain(palette.low)
})

test('nothing but zeros and a single cell draw without a scale', async () => {
  const single = heatMapChart(
    { rows: ['a'], columns: ['b'], cells: [{ row: 0, column: 0, value: 0, text: '0' }], scale: 'sequential' },
    palette,
  )
  expect(await svgOf(single)).not.toMatch(/NaN|undefined/)
})
