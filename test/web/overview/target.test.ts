import { expect, test } from 'vitest'
import { kpis } from '../../../web/lib/overview/kpis.ts'
import { isGoalOfParts, targetOf } from '../../../web/lib/overview/target.ts'
import type { Filters } from '../../../web/lib/view-state.ts'

const none: Filters = { region: [], store: [], channel: [], category: [], grade: [], segment: [] }
const quarter = { from: '2026-07-01', to: '2026-09-30' }
const row = (scope: string, value: number, starts_on = quarter.from, ends_on = quarter.to) => ({
  metric: 'net_sales',
  period: '2026-Q3',
  scope,
  value,
  starts_on,
  ends_on,
})
const rows = [row('chain', 100), row('East', 40), row('chain', 30, '2026-07-01', '2026-07-31')]

test('the target of a card is the one for its whole period', () => {
  expect(targetOf('net_sales', rows, quarter, none)).toBe(100)
  expect(targetOf('net_sales', rows, { from: '2026-07-01', to: '2026-07-31' }, none)).toBe(30)
  expect(targetOf('net_sales', rows, { from: '2026-08-01', to: '2026-08-31' }, none)).toBeNull()
  expect(targetOf('nps', rows, quarter, none)).toBeNull()
})

test('a filter for one region or store takes its own target; other filters have none', () => {
  expect(targetOf('net_sales', rows, quarter, { ...none, region: ['East'] })).toBe(40)
  expect(targetOf('net_sales', rows, quarter, { ...none, region: ['West'] })).toBeNull()
  expect(targetOf('net_sales', rows, quarter, { ...none, region: ['East', 'West'] })).toBeNull()
  expect(targetOf('net_sales', rows, quarter, { ...none, channel: ['online'] })).toBeNull()
  expect(targetOf('net_sales', rows, quarter, { ...none, region: ['East'], grade: ['gold'] })).toBeNull()
})

test('a goal for a quarter is one for each of its weeks only where a week is measured as a quarter is', () => {
  const shown = kpis.filter(isGoalOfParts).map(({ id }) => id)
  expect(shown).toEqual(expect.arrayContaining(['repeat_rate', 'nps', 'csat', 'complaints_per_1000_orders']))
  for (const id of ['net_sales', 'active_customers', 'new_customers', 'churn_rate'])
    expect(shown).not.toContain(id)
})
