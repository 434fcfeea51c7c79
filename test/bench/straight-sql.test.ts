import { describe, expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import { tableNames } from '../../queries/tables.ts'
import { questionOf } from '../../server/engine/question.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { given } from './base-tables.ts'
import { benchQuestion } from './bench-question.ts'
import { hasStraightSql, straightSql } from './straight-sql.ts'

const params = {
  from: '2026-01-01',
  to: '2026-01-31',
  grain: 'day',
  region: [],
  store: [],
  channel: [],
  category: [],
  grade: [],
  segment: [],
}

describe('the straightforward SQL', () => {
  it('leaves out the lines of filters that filter nothing, as a dashboard does', () => {
    const sql = straightSql({ id: 'kpi/complaints', params: { ...params, region: ['R1'] } })
    expect(sql).toContain('unnest($region)')
    expect(sql).not.toContain('unnest($store)')
    expect(sql).toContain('received_on between $from and $to')
  })

  it('leaves out a line whose comment names only lists that filter nothing', () => {
    const line = '(occasion.customer_id, occasion.day) in'
    expect(straightSql({ id: 'kpi/churn', params })).not.toContain(line)
    expect(straightSql({ id: 'kpi/churn', params: { ...params, grade: ['gold'] } })).toContain(line)
  })

  it('is written for every metric', () => {
    expect(metrics.filter(({ id }) => !hasStraightSql(id)).map(({ id }) => id)).toEqual([])
  })

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    'of %s reads base tables and what an analyst is given, and no mart',
    (_, metric) => {
      const sql = straightSql(questionOf(metric, benchQuestion(new Dice(1), metric)))
      const known = new Set<string>([...tableNames, ...Object.keys(given), ...namedWithin(sql)])
      expect(relationsOf(sql).filter((name) => !known.has(name))).toEqual([])
    },
  )
})

/** What stands after `from` and `join`, but for the `from` of `extract` and of `is distinct from`. */
function relationsOf(sql: string): string[] {
  const plain = sql.replace(/--.*|\$\w+|extract\(\w+ from|distinct from/g, '')
  return [...plain.matchAll(/\b(?:from|join) (\w+)/g)].map(([, name]) => name!)
}

function namedWithin(sql: string): string[] {
  return [...sql.matchAll(/\b(\w+)(?: \([\w, ]+\))? as \(/g)].map(([, name]) => name!)
}
