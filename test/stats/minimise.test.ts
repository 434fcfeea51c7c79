import { describe, expect, it } from 'vitest'
import { hessian, minimise, nelderMead, numerically } from '../../server/stats/minimise.ts'

const square = (x: number) => x * x

/** Test functions of Moré, Garbow & Hillstrom (1981), "Testing Unconstrained Optimization Software", with their starts. */
const published: readonly (readonly [
  string,
  (x: readonly number[]) => number,
  number[],
  number[],
  number,
])[] = [
  ['Rosenbrock', ([x, y]) => 100 * square(y! - x! * x!) + square(1 - x!), [-1.2, 1], [1, 1], 0],
  [
    'Beale',
    ([x, y]) => [1.5, 2.25, 2.625].reduce((sum, c, i) => sum + square(c - x! * (1 - y! ** (i + 1))), 0),
    [1, 1],
    [3, 0.5],
    0,
  ],
  [
    'Freudenstein and Roth',
    ([x, y]) => square(-13 + x! + ((5 - y!) * y! - 2) * y!) + square(-29 + x! + ((y! + 1) * y! - 14) * y!),
    [0.5, -2],
    [11.41278, -0.89681],
    48.98425,
  ],
  [
    'Wood',
    ([w, x, y, z]) =>
      100 * square(x! - w! * w!) +
      square(1 - w!) +
      90 * square(z! - y! * y!) +
      square(1 - y!) +
      10 * square(x! + z! - 2) +
      square(x! - z!) / 10,
    [-3, -1, -3, -1],
    [1, 1, 1, 1],
    0,
  ],
]

describe('the minimum of a published function is found', () => {
  it.each(published)('%s', (_, f, start, expected, value) => {
    const found = minimise(numerically(f, 1e-6), start)
    expect(found.converged).toBe(true)
    expect(found.value).toBeCloseTo(value, 4)
    for (const [i, each] of expected.entries()) expect(found.point[i]).toBeCloseTo(each, 3)
  })

  it.each(published)('%s, without a gradient', (_, f, start, expected, value) => {
    const found = nelderMead(f, start, { tolerance: 1e-16, iterations: 5000 })
    expect(found.value).toBeCloseTo(value, 4)
    for (const [i, each] of expected.entries()) expect(found.point[i]).toBeCloseTo(each, 2)
  })
})

describe('a search', () => {
  it('on its way to infinity is given up at the edge', () => {
    let asked = 0
    const falling = numerically(([x]) => (asked += 1) && Math.exp(-x!))
    const { point, converged } = minimise(falling, [0], { edge: 3, tolerance: 1e-300 })
    expect(converged).toBe(false)
    expect(point[0]).toBeGreaterThan(3)
    expect(asked).toBeLessThan(100)
  })

  it('that gains next to nothing in ten steps comes to an end', () => {
    let asked = 0
    const valley = numerically(([x, y]) => (asked += 1) && 1 + 1e-13 * Math.exp(-x!) + y! * y!)
    minimise(valley, [0, 1], { tolerance: 1e-300 })
    expect(asked).toBeLessThan(1000)
  })

  it('steps back from where the function has no value', () => {
    const f = numerically(([x]) => (x! > 0 ? x! - Math.log(x!) : Infinity))
    expect(minimise(f, [0.01]).point[0]).toBeCloseTo(1, 5)
  })

  it('does not claim to have arrived where the slope never vanishes', () => {
    const kink = ([x]: readonly number[]) => ({ value: Math.abs(x!), gradient: [x! < 0 ? -1 : 1] })
    expect(minimise(kink, [0.3], { iterations: 20 }).converged).toBe(false)
  })
})

it('second derivatives are those of the function', () => {
  const found = hessian(
    numerically(([x, y]) => 3 * x! * x! + 2 * x! * y! + y! ** 3),
    [1, 2],
  )
  expect(found.flat().map((each) => Number(each.toFixed(3)))).toEqual([6, 2, 2, 12])
})
