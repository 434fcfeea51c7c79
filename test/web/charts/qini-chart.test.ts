import { expect, test } from 'vitest'
import { qiniChart } from '../../../web/lib/charts/qini-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

test('every point of the curve carries the stop that the keys and the menu know it by', async () => {
  const points = [
    { share: 0, gain: 0, low: null, high: null, by_chance: 0 },
    { share: 0.4, gain: 3, low: 1, high: 5, by_chance: 1 },
    { share: 1, gain: 2.5, low: -1, high: 6, by_chance: 2.5 },
  ]
  const option = qiniChart(
    { points, name: 'best first', chance_name: 'chance', print: String, print_share: String },
    palette,
  )
  expect(seriesOf(option, 'gain').data).toEqual([
    { value: [0, 0], stop: 0 },
    { value: [0.4, 3], stop: 1 },
    { value: [1, 2.5], stop: 2 },
  ])
  expect(await svgOf(option)).toContain('best first')
})
