import { expect, test } from 'vitest'
import { lorenzChart } from '../../../web/lib/charts/lorenz-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const points = [
  { share_of_customers: 0.5, share_of_amount: -0.1 },
  { share_of_customers: 1, share_of_amount: 1 },
]
const print = (share: number) => `${Math.round(share * 100)}%`
const draw = (mark: { share_of_customers: number; share_of_amount: number; text: string } | null) =>
  lorenzChart({ points, equal_name: 'all alike', mark, print, x_name: 'customers' }, palette)

test('the curve starts at nothing, and customers who returned more than they bought take it below', async () => {
  const option = draw({ share_of_customers: 0.8, share_of_amount: 0.6, text: 'best fifth' })
  expect(seriesOf(option, 'lorenz').data).toEqual([
    [0, 0],
    [0.5, -0.1],
    [1, 1],
  ])
  expect(option.yAxis).toMatchObject({ min: -0.1, max: 1 })
  const svg = await svgOf(option)
  for (const text of ['all alike', 'best fifth', 'customers']) expect(svg).toContain(text)
  expect(svg).not.toMatch(/NaN|undefined/)
})

test('without a mark nothing is marked', () => {
  expect(seriesOf(draw(null), 'mark')).toBeUndefined()
})
