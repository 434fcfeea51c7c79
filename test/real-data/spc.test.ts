import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attributeChart, individualsChart } from '../../server/stats/control-chart.ts'
import type { ControlChart } from '../../server/stats/control-chart.ts'
import { laneyChart } from '../../server/stats/laney.ts'
import { runRules, signals } from '../../server/stats/run-rules.ts'
import type { RunRule } from '../../server/stats/run-rules.ts'
import { golden, has_real_data, realFile } from './shared.ts'

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

  it.each<[string, RunRule, number[]]>([
    ['definition-N2', 'N2', [1, 1, 1, 1, 1, 1, 1, 1, 1]],
    ['definition-N2-one-short', 'N2', [1, 1, 1, 1, 1, 1, 1, 1]],
    ['definition-N8', 'N8', [1.5, -1.5, 1.2, -1.3, 1.4, -1.6, 1.7, -1.1]],
    ['definition-N8-one-short', 'N8', [-1.5, 1.2, -1.3, 1.4, -1.6, 1.7, -1.1]],
    ['definition-WE3', 'WE3', [1.1, 1.2, 0, 1.3, 1.4]],
    ['definition-WE3-one-short', 'WE3', [1.1, 1.2, 0, 1.3]],
  ])('%s', (id, rule, scores) => {
    expect(ends(scores)[rule]).toEqual(golden('spc_rules', id))
  })

  it('single measurements: limits from the mean moving range', () => {
    expect(individualsChart([34, 35, 33]).upper[0]).toBeCloseTo(34 + (3 * 1.5) / 1.128, 12)
  })
})
