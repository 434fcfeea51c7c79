import { describe, expect, it } from 'vitest'
import { cohortGrid, shadeOf } from '../../../web/lib/churn/cohort-grid.ts'
import type { CohortCell } from '../../../web/lib/churn/cohort-grid.ts'

const cell = (cohort: string | null, month_index: number, retention_rate: number, is_unfinished = false) =>
  ({
    ...{ cohort, month_index, customers: 10, retained_customers: 10 * retention_rate, base_customers: 10 },
    ...{ retention_rate, retention_rate_low: null, retention_rate_high: null, is_unfinished },
  }) satisfies CohortCell

describe('the cohort grid', () => {
  const grid = cohortGrid([
    cell('2026-01-01', 0, 1),
    cell('2026-01-01', 1, 0.4),
    cell('2026-01-01', 2, 0.1, true),
    cell('2026-02-01', 0, 1),
    cell('2026-02-01', 1, 0.2, true),
    cell(null, 0, 1),
    cell(null, 1, 0.4),
  ])

  it('is a triangle of the months after each cohort, with the mean apart', () => {
    expect(grid.months).toBe(2)
    expect(grid.lines.map((line) => line.cells.map((one) => one?.retention_rate ?? null))).toEqual([
      [0.4, 0.1],
      [0.2, null],
    ])
    expect(grid.mean?.cells.map((one) => one?.retention_rate ?? null)).toEqual([0.4, null])
    expect(grid.lines.map(({ customers }) => customers)).toEqual([10, 10])
  })

  it('shades between the smallest and largest rate of finished months', () => {
    expect(grid.range).toEqual([0.4, 0.4])
    expect(shadeOf(0.4, grid.range)).toBe(2)
    expect([0, 0.19, 0.2, 0.99, 1, 1.4].map((rate) => shadeOf(rate, [0, 1]))).toEqual([0, 0, 1, 4, 4, 4])
    expect(shadeOf(null, [0, 1])).toBeNull()
  })

  it('is empty without cohorts', () => {
    expect(cohortGrid([])).toEqual({ mean: null, lines: [], months: 0, range: [0, 1] })
  })
})
