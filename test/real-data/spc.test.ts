import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attributeChart, individualsChart } from '../../server/stats/control-chart.ts'
import type { ControlChart } from '../../server/stats/control-chart.ts'
import { laneyChart } from '../../server/stats/laney.ts'
import { runRules, signals } from '../../server/stats/run-rules.ts'
import type { RunRule } from '../../server/stats/run-rules.ts'
import { golden, goldenCases, has_real_data, realFile } from './shared.ts'

/** Rows of a small text table: cells by column name. */
function table(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(realFile('spc', name), 'utf8').trim().split(/\r?\n/)
  const cells = (line: string) =>
    line
      .trim()
      .split(/[\s,]+/)
      .map((cell) => cell.replaceAll('"', ''))
  const names = cells(head!)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, nth) => [names[nth]!, cell])))
}

const numbers = (rows: readonly Record<string, string>[], name: string) =>
  rows.map((row) => Number(row[name]))
const trial = (rows: readonly Record<string, string>[]) => rows.filter((row) => row['trial'] !== 'FALSE')

interface Limits {
  readonly center: number
  readonly lcl: number
  readonly ucl: number
}

function expectLimits({ center, lower, upper }: ControlChart, id: string) {
  const expected = golden('spc_attribute_charts', id) as Limits
  expect(center).toBeCloseTo(expected.center, 6)
  expect(lower[0]).toBeCloseTo(expected.lcl, 6)
  expect(upper[0]).toBeCloseTo(expected.ucl, 6)
}

/** Points past the limits, counted from 1. */
const out = ({ values, lower, upper }: ControlChart) =>
  values.flatMap((value, nth) => (value < lower[nth]! || value > upper[nth]! ? [nth + 1] : []))

describe.skipIf(!has_real_data)('published control charts', () => {
  it('p: orange juice cans', () => {
    const rows = trial(table('qcc_orangejuice.txt'))
    const chart = attributeChart('p', numbers(rows, 'D'), numbers(rows, 'size'))
    expectLimits(chart, 'p-orangejuice-trial')
    expect(out(chart)).toEqual(golden('spc_attribute_charts', 'p-orangejuice-out'))
  })

  it('c: circuit boards', () => {
    const chart = attributeChart('c', numbers(trial(table('qcc_circuit.txt')), 'x'), [])
    expectLimits(chart, 'c-circuit-trial')
    expect(out(chart)).toEqual(golden('spc_attribute_charts', 'c-circuit-out'))
  })

  it('u: personal computers', () => {
    const rows = table('qcc_pcmanufact.txt')
    expectLimits(attributeChart('u', numbers(rows, 'x'), numbers(rows, 'size')), 'u-pcmanufact')
  })

  it('p′ after Laney: accidents and emergencies within four hours', () => {
    const rows = table('qicharts2_nhs_accidents.csv')
    const [counts, sizes] = [numbers(rows, 'r'), numbers(rows, 'n')]
    const expected = golden('spc_laney', 'nhs-p-prime') as {
      readonly [name in 'center' | 'sigma_z' | 'points_outside_plain_p' | 'points_outside_p_prime']: number
    } & { readonly lcl: number[]; readonly ucl: number[] }
    const chart = laneyChart('p', counts, sizes)
    expect(chart.center).toBeCloseTo(expected.center, 10)
    expect(chart.sigma_z).toBeCloseTo(expected.sigma_z, 8)
    for (const [nth, limit] of expected.lcl.entries()) expect(chart.lower[nth]).toBeCloseTo(limit, 9)
    for (const [nth, limit] of expected.ucl.entries()) expect(chart.upper[nth]).toBeCloseTo(limit, 9)
    expect(out(chart).length).toBe(expected.points_outside_p_prime)
    expect(out(attributeChart('p', counts, sizes)).length).toBe(expected.points_outside_plain_p)
    const oracle = golden('spc_laney', 'nhs-p-prime-oracle') as Record<'lcl_first4' | 'ucl_first4', number[]>
    for (const [nth, limit] of oracle.lcl_first4.entries()) expect(chart.lower[nth]).toBeCloseTo(limit, 9)
    for (const [nth, limit] of oracle.ucl_first4.entries()) expect(chart.upper[nth]).toBeCloseTo(limit, 9)
  })
})

describe.skipIf(!has_real_data)('published signals', () => {
  const ends = (scores: readonly number[], values = scores) => {
    const found = signals(scores, runRules, values)
    return Object.fromEntries(
      runRules.map((rule) => [rule, found.flatMap((rules, nth) => (rules.includes(rule) ? [nth + 1] : []))]),
    ) as Record<RunRule, number[]>
  }
  const scoresOf = ({ values, center, sigma }: ControlChart) =>
    values.map((value, nth) => (value - center) / sigma[nth]!)

  it('piston rings: forty means of five, limits from the first twenty-five', () => {
    const samples = Map.groupBy(table('qcc_pistonrings.txt'), (row) => row['sample'])
    const groups = [...samples.values()].map((rows) => numbers(rows, 'diameter'))
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const range = mean(groups.slice(0, 25).map((values) => Math.max(...values) - Math.min(...values)))
    const center = mean(groups.slice(0, 25).map(mean))
    const sigma = range / 2.326 / Math.sqrt(5)
    expect(ends(groups.map((values) => (mean(values) - center) / sigma))).toEqual(
      golden('spc_rules', 'pistonrings-xbar-40'),
    )
  })

  it('orange juice cans', () => {
    const rows = trial(table('qcc_orangejuice.txt'))
    const chart = attributeChart('p', numbers(rows, 'D'), numbers(rows, 'size'))
    expect(ends(scoresOf(chart), chart.values)).toMatchObject(golden('spc_rules', 'orangejuice-p') as object)
  })

  it.each(goldenCases('spc_rules').filter(({ id }) => id.startsWith('definition-')))(
    '$id: the shortest series that shows the rule, or one point less',
    ({ id, inputs, computed }) => {
      expect(ends(inputs['z'] as number[])[id.split('-')[1] as RunRule]).toEqual(computed)
    },
  )

  it('single measurements: limits from the mean moving range', () => {
    expect(individualsChart([34, 35, 33]).upper[0]).toBeCloseTo(34 + (3 * 1.5) / 1.128, 12)
  })
})
