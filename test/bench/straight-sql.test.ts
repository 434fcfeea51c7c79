import { describe, expect, it } from 'vitest'
import { straightSql } from './straight-sql.ts'

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
})
