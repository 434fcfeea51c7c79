import { expect, it } from 'vitest'
import { cholesky, inverseDiagonal, solveCholesky, solveUpper } from '../../server/stats/cholesky.ts'

const matrix = (...rows: number[][]) => ({ size: rows.length, values: Float64Array.from(rows.flat()) })

/** The example of the textbooks: its root is [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]. */
const known = matrix([4, 12, -16], [12, 37, -43], [-16, -43, 98])

it('the root of a matrix is the one of the textbook, read from either side', () => {
  const { lower, upper } = cholesky(known)!
  expect([...lower]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3])
  expect([...upper]).toEqual([2, 6, -8, 0, 1, 5, 0, 0, 3])
})

it('only the lower triangle counts', () => {
  expect(cholesky(matrix([4, 0, 0], [12, 37, 0], [-16, -43, 98]))).toEqual(cholesky(known))
})

it('equations are solved with the root', () => {
  // The matrix times (1, 2, 3) is (-20, -43, 192).
  expect([...solveCholesky(cholesky(known)!, Float64Array.of(-20, -43, 192))]).toEqual([1, 2, 3])
  // The root turned over times (1, 2, 3) is (-10, 17, 9).
  expect([...solveUpper(cholesky(known)!, Float64Array.of(-10, 17, 9))]).toEqual([1, 2, 3])
})

it('the diagonal of the inverse is what the minors give', () => {
  // Determinant 36; minors 37 × 98 − 43², 4 × 98 − 16², 4 × 37 − 12².
  const expected = [1777 / 36, 136 / 36, 4 / 36]
  inverseDiagonal(cholesky(known)!).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 9))
})

it('a matrix that is not positive definite has no root', () => {
  expect(cholesky(matrix([1, 2], [2, 1]))).toBeNull()
})
