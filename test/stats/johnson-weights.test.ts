import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { johnsonWeights } from '../../server/stats/johnson-weights.ts'
import { jointOf } from '../../server/stats/joint-moments.ts'
import { shapleyWeights } from '../../server/stats/shapley-weights.ts'
import { has_real_data, realFile } from '../real-data/shared.ts'

/** Correlations of the columns of a CSV file with each other, and with the first of them or their mean. */
function correlations(file: readonly string[], outcome: readonly string[], predictors: readonly string[]) {
  const [head, ...lines] = readFileSync(realFile(...file), 'utf8')
    .trim()
    .split(/\r?\n/)
  const names = head!.split(',').map((name) => name.replaceAll('"', ''))
  const rows = lines.map((line) => {
    const cells = line.split(',').map((cell) => Number(cell.replaceAll('"', '')))
    const value = (name: string) => cells[names.indexOf(name)]!
    return [outcome.reduce((sum, name) => sum + value(name), 0) / outcome.length, ...predictors.map(value)]
  })
  const columns = rows[0]!.map((_, nth) => nth)
  const sum = (of: (row: number[]) => number) => rows.reduce((total, row) => total + of(row), 0)
  const joint = jointOf({
    n: rows.length,
    sums: columns.map((one) => sum((row) => row[one]!)),
    products: columns.map((one) => columns.map((other) => sum((row) => row[one]! * row[other]!))),
  })
  return {
    among: joint.correlations.slice(1).map((row) => row.slice(1)),
    with_outcome: joint.correlations[0]!.slice(1),
  }
}

const expectAll = (found: readonly number[], expected: readonly number[], digits: number) => {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, nth) => expect(value).toBeCloseTo(expected[nth]!, digits))
}

describe.skipIf(!has_real_data)('relative weights of published data', () => {
  it('are those of the R package rwa for mtcars, and add up to R²', () => {
    const { among, with_outcome } = correlations(
      ['r_base', 'mtcars.csv'],
      ['mpg'],
      ['cyl', 'disp', 'hp', 'wt'],
    )
    const { weights, r_squared } = johnsonWeights(among, with_outcome)
    expectAll(weights, [0.209690357574, 0.18830426937, 0.179958980426, 0.270681186052], 9)
    expect(r_squared).toBeCloseTo(0.848634793421, 10)
  })

  it('are the independently computed ones of the ECSI mobile survey', () => {
    const items = [
      'CUEX1',
      'CUEX2',
      'CUEX3',
      ...[1, 2, 3, 4, 5, 6, 7].map((nth) => `PERQ${nth}`),
      'PERV1',
      'PERV2',
    ]
    const { among, with_outcome } = correlations(
      ['satisfaction_sem', 'mobi.csv'],
      ['CUSA1', 'CUSA2', 'CUSA3'],
      items,
    )
    const { weights, r_squared } = johnsonWeights(among, with_outcome)
    expectAll(
      weights,
      [
        0.0191513542965, 0.0341777162008, 0.0163631095158, 0.0986047874384, 0.0472942889699, 0.0887641300591,
        0.0733608136498, 0.034538450877, 0.0413766009811, 0.123362687659, 0.0457629358001, 0.0866152585158,
      ],
      9,
    )
    expect(r_squared).toBeCloseTo(0.709372133964, 9)
  })

  it('have Shapley values beside them: those of relaimpo for the Swiss cantons', () => {
    const { among, with_outcome } = correlations(
      ['r_base', 'swiss.csv'],
      ['Fertility'],
      ['Agriculture', 'Examination', 'Education', 'Catholic', 'Infant.Mortality'],
    )
    const found = shapleyWeights(among, with_outcome)
    expectAll(found, [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592], 7)
    expect(found.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(0.7067, 4)
  })
})

describe('relative weights', () => {
  it('are squared correlations where predictors have nothing to do with each other', () => {
    const { weights, r_squared } = johnsonWeights(
      [
        [1, 0],
        [0, 1],
      ],
      [0.6, -0.3],
    )
    expectAll(weights, [0.36, 0.09], 12)
    expect(r_squared).toBeCloseTo(0.45, 12)
  })

  it('are shared evenly by two predictors that say the same', () => {
    const { weights, r_squared } = johnsonWeights(
      [
        [1, 1],
        [1, 1],
      ],
      [0.8, 0.8],
    )
    expectAll(weights, [0.32, 0.32], 9)
    expect(r_squared).toBeCloseTo(0.64, 9)
  })

  it('agree with Shapley values worked out by hand for two correlated predictors', () => {
    const among = [
      [1, 0.5],
      [0.5, 1],
    ]
    const with_outcome = [0.6, 0.4]
    const r_squared = (0.36 + 0.16 - 2 * 0.6 * 0.4 * 0.5) / 0.75
    const first = (0.36 + (r_squared - 0.16)) / 2
    expectAll(shapleyWeights(among, with_outcome), [first, r_squared - first], 12)
    expect(johnsonWeights(among, with_outcome).r_squared).toBeCloseTo(r_squared, 12)
  })

  it('are none without predictors', () => {
    expect(johnsonWeights([], [])).toEqual({ weights: [], r_squared: 0 })
    expect(shapleyWeights([], [])).toEqual([])
  })
})
