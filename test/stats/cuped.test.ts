import { describe, expect, it } from 'vitest'
import { cuped } from '../../server/stats/cuped.ts'
import type { ArmSums } from '../../server/stats/cuped.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'

const sums = (people: readonly (readonly [number, number])[]): ArmSums => ({
  n: people.length,
  x: people.reduce((sum, [x]) => sum + x, 0),
  y: people.reduce((sum, [, y]) => sum + y, 0),
  xx: people.reduce((sum, [x]) => sum + x * x, 0),
  yy: people.reduce((sum, [, y]) => sum + y * y, 0),
  xy: people.reduce((sum, [x, y]) => sum + x * y, 0),
})

describe('variance taken out by what was known before', () => {
  it('is worked out by hand: outcomes that follow earlier spend exactly leave the effect alone', () => {
    const found = cuped(
      sums([
        [1, 3],
        [2, 4],
        [6, 8],
      ]),
      sums([
        [1, 1],
        [3, 3],
        [5, 5],
      ]),
    )
    // around the means of both arms together, 3 and 4: Sxx = Sxy = 22, so θ = 1
    expect(found.theta).toBeCloseTo(1, 12)
    expect(found).toMatchObject({ se: 0, p: 0 })
    expect(found.difference).toBeCloseTo(2, 12)
    expect(found.variance_reduction).toBeCloseTo(1, 12)
  })

  it('changes nothing when nothing was known before', () => {
    const found = cuped(
      sums([
        [0, 3],
        [0, 5],
      ]),
      sums([
        [0, 1],
        [0, 1],
      ]),
    )
    expect(found).toMatchObject({ difference: 3, theta: 0, variance_reduction: 0 })
  })

  it('finds the same as when every person is adjusted in turn', () => {
    const random = seededRandom(4)
    const skewed = () => -Math.log(1 - random())
    const arm = (n: number, lift: number) =>
      Array.from({ length: n }, (): readonly [number, number] => {
        const before = skewed()
        return [before, 0.4 * before + skewed() + lift]
      })
    const [treated, control] = [arm(300, 0.7), arm(120, 0)]
    const both = [...treated, ...control]
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const mean_x = mean(both.map(([x]) => x))
    const mean_y = mean(both.map(([, y]) => y))
    const theta =
      both.reduce((sum, [x, y]) => sum + (x - mean_x) * (y - mean_y), 0) /
      both.reduce((sum, [x]) => sum + (x - mean_x) ** 2, 0)
    const adjusted = (people: typeof both) => people.map(([x, y]) => y - theta * (x - mean_x))
    const variance = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)
    const [a, b] = [adjusted(treated), adjusted(control)]
    const found = cuped(sums(treated), sums(control))
    expect(found.theta).toBeCloseTo(theta, 10)
    expect(found.difference).toBeCloseTo(mean(a) - mean(b), 10)
    expect(found.se).toBeCloseTo(Math.sqrt(variance(a) / 300 + variance(b) / 120), 10)
  })
})
