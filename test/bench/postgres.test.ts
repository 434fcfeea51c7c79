import { describe, expect, it } from 'vitest'
import { asPostgres } from './postgres.ts'

describe('plain SQL for PostgreSQL', () => {
  it('spells quantiles as PostgreSQL does, and leaves the rest alone', () => {
    const hours = 'quantile_cont(case when has_left then hours end, 0.9) as p90_hours, max(hours)'
    expect(asPostgres(hours)).toBe(
      'percentile_cont(0.9) within group (order by case when has_left then hours end) as p90_hours, max(hours)',
    )
    expect(asPostgres('quantile_disc(value, 0.25)')).toBe(
      'percentile_disc(0.25) within group (order by value)',
    )
    expect(asPostgres('quantile_cont(reg_number(frequency), 0.2)')).toBe(
      'percentile_cont(0.2) within group (order by reg_number(frequency))',
    )
  })
})
