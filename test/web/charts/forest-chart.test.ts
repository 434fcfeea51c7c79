import { expect, test } from 'vitest'
import { forestChart } from '../../../web/lib/charts/forest-chart.ts'
import { format } from '../../../web/lib/format.ts'
import type { Reading } from '../../../web/lib/charts/interval-mark.ts'
import { palette, svgOf } from './drawing.ts'

/** What is written below the axis: texts that are whole numbers. */
async function ticks(...readings: (Reading | null)[]): Promise<string[]> {
  const option = forestChart(
    {
      rows: readings.map((reading, nth) => ({ label: `group ${nth}`, reading, tone: 'unclear' })),
      print: () => 'printed',
      axis: (value) => format(value, 'quantity', { digits: 0 }),
      highlighted: new Set(),
    },
    palette,
  )
  return [...(await svgOf(option)).matchAll(/>(−?\d+)</g)].map(([, text]) => text!)
}

test('the axis of measured groups has zero and round numbers beside it', async () => {
  expect(await ticks({ value: 10, low: 4, high: 17 }, { value: -3, low: -12, high: 6 })).toEqual([
    '−10',
    '0',
    '10',
  ])
})

test('an axis never says zero twice: not of groups of which nothing is known, nor of what rounds to it', async () => {
  expect(await ticks(null, null)).toEqual(['0'])
  expect(await ticks({ value: 0.1, low: -0.2, high: 0.3 })).toEqual(['0'])
})
