import { Matrix, pseudoInverse } from 'ml-matrix'
import { chiSquareTail } from './chi-square-tail.ts'
import type { Times } from './kaplan-meier.ts'

/** Whether the times of several groups can come from one curve. */
export interface LogRank {
  /** Events that each group would have if all had the same curve, in the order of the groups. */
  readonly expected: readonly number[]
  readonly chi_square: number
  readonly degrees_of_freedom: number
  readonly p_value: number
}

/** The log-rank test of Mantel and Cox. Null unless at least two groups hold somebody and one of them an event. */
export function logRank(groups: readonly (readonly Times[])[]): LogRank | null {
  const tables = tablesOf(groups)
  const present = groups.filter((times) => sizeOf(times) > 0).length
  if (present < 2 || tables.every(({ events }) => sum(events) === 0)) return null
  const expected = groups.map(() => 0)
  const observed = groups.map(() => 0)
  const variance = Matrix.zeros(groups.length, groups.length)
  for (const table of tables) addTable(table, { expected, observed, variance })
  const surplus = Matrix.columnVector(observed.map((events, group) => events - expected[group]!))
  const chi_square = Math.max(0, surplus.transpose().mmul(pseudoInverse(variance)).mmul(surplus).get(0, 0))
  const degrees_of_freedom = present - 1
  return {
    expected,
    chi_square,
    degrees_of_freedom,
    p_value: chiSquareTail(chi_square, degrees_of_freedom),
  }
}

/** Who was at risk and whose time ended in each group, at one time. */
interface Table {
  readonly at_risk: readonly number[]
  readonly events: readonly number[]
}

function tablesOf(groups: readonly (readonly Times[])[]): Table[] {
  const moments = new Map<number, { events: number[]; gone: number[] }>()
  for (const [group, times] of groups.entries())
    for (const { time, events, censored } of times) {
      const moment = moments.get(time) ?? { events: groups.map(() => 0), gone: groups.map(() => 0) }
      moment.events[group]! += events
      moment.gone[group]! += events + censored
      moments.set(time, moment)
    }
  let at_risk = groups.map(sizeOf)
  return [...moments]
    .sort(([a], [b]) => a - b)
    .map(([, { events, gone }]) => {
      const table = { at_risk, events }
      at_risk = at_risk.map((people, group) => people - gone[group]!)
      return table
    })
}

interface Sums {
  readonly expected: number[]
  readonly observed: number[]
  readonly variance: Matrix
}

function addTable({ at_risk, events }: Table, { expected, observed, variance }: Sums): void {
  const people = sum(at_risk)
  const all = sum(events)
  if (all === 0) return
  const spread = people > 1 ? (all * (people - all)) / (people - 1) : 0
  for (const [a, share] of at_risk.map((count) => count / people).entries()) {
    observed[a]! += events[a]!
    expected[a]! += all * share
    for (const [b, other] of at_risk.map((count) => count / people).entries())
      variance.set(a, b, variance.get(a, b) + spread * share * ((a === b ? 1 : 0) - other))
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const sizeOf = (times: readonly Times[]) => sum(times.map(({ events, censored }) => events + censored))
