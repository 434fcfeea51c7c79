import { expect, test } from 'vitest'
import { lineColour, linesChart } from '../../../web/lib/charts/lines-chart.ts'
import type { Line } from '../../../web/lib/charts/lines-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const drawn = (...lines: Line[]) =>
  linesChart({ labels: ['Q1', 'Q2', 'Q3'], lines, events: [], unfinished: false, print: String }, palette)
const known = {
  name: 'East',
  values: [1, 2, null],
  bounds: [
    { low: -1, high: 3 },
    { low: 1, high: 2.5 },
    { low: null, high: null },
  ],
  is_highlighted: false,
}
const counted = { name: 'Cost', values: [4, 5, 6], is_highlighted: false }

test('a line with an interval has its band in its own colour, also below zero; one without has none', async () => {
  const option = drawn(counted, known)
  expect(seriesOf(option, 'band_1_low').data).toEqual([-1, 1, null])
  expect(seriesOf(option, 'band_1_width').data).toEqual([4, 1.5, null])
  expect(seriesOf(option, 'band_1_width').areaStyle.color).toBe(lineColour(1, palette))
  expect(seriesOf(option, 'band_0_low')).toBeUndefined()
  expect(await svgOf(option)).toContain('East')
})

test('bands of two lines are not piled on each other', () => {
  const option = drawn(known, known)
  expect(seriesOf(option, 'band_0_low').stack).not.toBe(seriesOf(option, 'band_1_low').stack)
})
