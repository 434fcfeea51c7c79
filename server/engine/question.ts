import type { Metric } from '../../queries/metric.ts'
import { scope } from '../../queries/parameters.ts'
import type { ParamValue, Question } from './engine.ts'
import { fitSql } from './fit-sql.ts'
import { sqlOf } from './sql.ts'

export type Asked = Readonly<Record<string, ParamValue | undefined>>

/** Every store: what a person sees who is held to none. */
export const everyStore: readonly string[] = ['*']

/**
 * A metric with its parameters, ready for an engine: absent lists are empty, absent choices and ignored ones take their default,
 * and the stores in scope are bound beside what was asked. The values are taken as checked.
 */
export function questionOf(metric: Metric, asked: Asked, stores = everyStore, sql?: string): Question {
  const declared = { ...metric.params, ...scope }
  const values = Object.entries(metric.params).map(([name, param]) => {
    const value =
      (param.is_ignored ? undefined : asked[name]) ??
      param.default ??
      (param.kind === 'list' ? [] : undefined)
    if (value === undefined) throw new Error(`${metric.id}: no value for ${name}`)
    return [name, value] as const
  })
  const params = { ...Object.fromEntries(values), scope: stores }
  const kinds = Object.fromEntries(Object.entries(declared).map(([name, param]) => [name, param.kind]))
  return {
    id: metric.id,
    sql: sql ?? fitSql(sqlOf(metric.id), { params, kinds }),
    params,
    kinds,
    columns: metric.reads ?? metric.columns,
  }
}
