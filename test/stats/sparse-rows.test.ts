import { expect, it } from 'vitest'
import { rowDot, sparseRows } from '../../server/stats/sparse-rows.ts'

const numbers = [
  [0, 2, 0, -1],
  [0, 0, 0, 0],
  [3, 0, 0, 0],
]
const rows = sparseRows(3, 4, (row, at) => row.set(numbers[at]!))

it('only what is not 0 is kept, with its place', () => {
  expect([...rows.starts]).toEqual([0, 2, 2, 3])
  expect([...rows.places]).toEqual([1, 3, 0])
  expect([...rows.values]).toEqual([2, -1, 3])
})

it('the product with other numbers is that of the whole row', () => {
  const others = Float64Array.of(10, 20, 30, 40)
  expect([0, 1, 2].map((row) => rowDot(rows, row, others))).toEqual([0, 0, 30])
})
