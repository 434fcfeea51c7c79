import { isDay, rangeDays } from '../../queries/day.ts'
import type { Metric, Param, Params } from '../../queries/metric.ts'
import { ProductError } from '../errors.ts'
import type { ParamValue } from '../engine/engine.ts'

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>
export type Values = Readonly<Record<string, ParamValue>>

/** What the values of parameters may be at most; the same limits stand in the OpenAPI document. */
export const limits = {
  first_day: '1900-01-01',
  last_day: '2299-12-31',
  text_length: 200,
  list_length: 500,
  count: 1_000_000_000,
  /** Days of a period that is answered day by day: ten years. */
  days_by_day: 3_660,
} as const

const control = /[\p{Cc}\p{Cs}\u2028\u2029]/u

/**
 * The values of a metric's parameters from a query string, checked and complete: defaults filled in, absent lists
 * left out. Throws a ProductError that names the parameter for whatever is unknown, missing, repeated, malformed,
 * out of bounds or contradictory. `also` are names that the route reads itself.
 */
export function readParameters(metric: Metric, query: Query, also: readonly string[] = []): Values {
  const asked = askedParams(metric)
  refuseUnknown([...Object.keys(asked), ...also], query)
  const values: Record<string, ParamValue> = {}
  for (const [name, param] of Object.entries(asked)) {
    const value = readOne(name, param, query[name])
    if (value !== undefined) values[name] = value
  }
  refuseContradictions(metric.params, values)
  return values
}

/** The parameters that a client may give: all but what people have decided. */
export function askedParams({ params }: Metric): Params {
  return Object.fromEntries(Object.entries(params).filter(([, { decided }]) => !decided))
}

/** Throws `unknown_parameter` for the first name that is not among the known ones. */
export function refuseUnknown(known: readonly string[], query: Query): void {
  const unknown = Object.keys(query).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new ProductError('unknown_parameter', { parameter: unknown.slice(0, 100), known: known.join(', ') })
}

function readOne(parameter: string, param: Param, raw: Query[string]): ParamValue | undefined {
  if (param.kind === 'list') return raw === undefined ? undefined : readList(parameter, param, [raw].flat())
  if (raw === undefined) return defaultOf(parameter, param)
  if (typeof raw !== 'string') throw new ProductError('repeated_parameter', { parameter })
  return readers[param.kind](parameter, param, raw)
}

function defaultOf(parameter: string, param: Param): ParamValue {
  if (param.default === undefined) throw new ProductError('missing_parameter', { parameter })
  return param.default
}

function readList(parameter: string, param: Param, members: readonly string[]): readonly string[] {
  const max = limits.list_length
  if (members.length > max)
    throw new ProductError('too_many_members', { parameter, count: members.length, max })
  const read = param.choices ? readers.choice : readers.text
  return [...new Set(members.map((member) => read(parameter, param, member) as string))]
}

type Reader = (parameter: string, param: Param, raw: string) => string | number

const readers: Readonly<Record<Exclude<Param['kind'], 'list'>, Reader>> = {
  date(parameter, _, raw) {
    if (!isDay(raw) || raw < limits.first_day || raw > limits.last_day)
      throw new ProductError('bad_date', { parameter, value: shown(raw) })
    return raw
  },
  choice(parameter, { choices = [] }, raw) {
    if (!choices.includes(raw))
      throw new ProductError('bad_choice', { parameter, value: shown(raw), choices: choices.join(', ') })
    return raw
  },
  text(parameter, _, raw) {
    const max = limits.text_length
    if (raw === '' || raw.length > max || control.test(raw))
      throw new ProductError('bad_text', { parameter, max })
    return raw
  },
  count: (parameter, param, raw) => readNumber('bad_count', /^-?\d{1,10}$/, parameter, param, raw),
  number: (parameter, param, raw) =>
    readNumber('bad_number', /^-?\d{1,10}(\.\d{1,10})?$/, parameter, param, raw),
}

function readNumber(
  code: 'bad_count' | 'bad_number',
  pattern: RegExp,
  parameter: string,
  param: Param,
  raw: string,
): number {
  const { min, max } = boundsOf(param)
  const value = pattern.test(raw) ? Number(raw) : NaN
  if (!(value >= min && value <= max))
    throw new ProductError(code, { parameter, value: shown(raw), min, max })
  return value
}

/** The least and the largest value of a number that a client may give. */
export function boundsOf({ kind, min, max }: Param): { min: number; max: number } {
  return { min: min ?? (kind === 'count' ? 0 : -limits.count), max: max ?? limits.count }
}

const periods = [
  ['from', 'to'],
  ['base_from', 'base_to'],
] as const

function refuseContradictions(params: Params, values: Values): void {
  for (const [start, end] of periods) {
    if (!(start in params) || !(end in params)) continue
    const [from, to] = [values[start] as string, values[end] as string]
    if (from > to) throw new ProductError('period_reversed', { parameter: start, end, from, to })
    refuseTooLong(end, from, to, values.grain)
  }
}

function refuseTooLong(parameter: string, from: string, to: string, grain: ParamValue | undefined): void {
  const days = rangeDays({ from, to })
  if (grain === 'day' && days > limits.days_by_day)
    throw new ProductError('period_too_long', { parameter, days, grain, max: limits.days_by_day })
}

function shown(raw: string): string {
  return raw.length > 60 ? `${raw.slice(0, 60)}…` : raw
}
