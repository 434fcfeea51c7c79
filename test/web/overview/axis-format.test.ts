import { expect, test } from 'vitest'
import { axisFormat } from '../../../web/lib/overview/axis-format.ts'

const printed = (
  unit: Parameters<typeof axisFormat>[0],
  values: readonly number[],
  ticks: readonly number[],
) => ticks.map(axisFormat(unit, values))

test('an axis has one unit, chosen by its largest value', () => {
  expect(printed('money', [1_200_000, 300_000], [0, 500_000, 1_000_000])).toEqual(['0', '50万', '100万'])
})

test('an axis of counts names whole numbers only', () => {
  expect(printed('count', [1, 2], [0, 0.5, 1, 1.5, 2])).toEqual(['0', '', '1', '', '2'])
  expect(printed('quantity', [1, 2], [0, 0.5, 1])).toEqual(['0', '0.5', '1'])
})

test('an axis on which everything is zero names zero only', () => {
  expect(printed('count', [0, 0], [0, 0.3, 0.6])).toEqual(['0', '', ''])
  expect(printed('ratio', [0], [0, 0.5, 1])).toEqual(['0%', '', ''])
})
