import { expect, test } from 'vitest'
import { sankeyChart, sankeyNodes, type Ribbon } from '../../../web/lib/charts/sankey-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const ribbons: Ribbon[] = [
  { from: 0, to: 0, size: 8, way: 'same' },
  { from: 0, to: 2, size: 2, way: 'down' },
  { from: 2, to: 0, size: 5, way: 'up' },
]
const option = sankeyChart(
  { groups: ['best', 'middle', 'least'], ribbons, print: (group, size) => `${group}: ${size}`, height: 300 },
  palette,
)

test('both sides list the groups in the given order with their sizes, and leave out empty ones', async () => {
  expect(
    seriesOf(option, 'moves').data.map(({ name, value }: { name: string; value: number }) => [name, value]),
  ).toEqual([
    ['from 0', 10],
    ['from 2', 5],
    ['to 0', 13],
    ['to 2', 2],
  ])
  const svg = await svgOf(option)
  for (const text of ['best: 10', 'least: 5', 'best: 13', 'least: 2']) expect(svg).toContain(text)
  expect(svg).not.toContain('middle')
})

test('the arrow keys reach the groups behind the ribbons', () => {
  expect(seriesOf(option, 'moves').data.map(({ stop }: { stop: number }) => stop)).toEqual([3, 4, 5, 6])
  expect(sankeyNodes(ribbons)).toEqual([
    { side: 'from', group: 0, size: 10 },
    { side: 'from', group: 2, size: 5 },
    { side: 'to', group: 0, size: 13 },
    { side: 'to', group: 2, size: 2 },
  ])
})

test('a rise has the accent, a fall attention, staying is grey; each keeps its place for the keyboard', () => {
  const { links } = seriesOf(option, 'moves')
  expect(
    links.map(({ stop, lineStyle }: { stop: number; lineStyle: { color: string } }) => [
      stop,
      lineStyle.color,
    ]),
  ).toEqual([
    [0, palette.ink_soft],
    [1, palette.attention],
    [2, palette.accent],
  ])
})
