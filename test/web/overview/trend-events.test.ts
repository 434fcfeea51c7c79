import { expect, test } from 'vitest'
import { trendEvents } from '../../../web/lib/overview/trend-events.ts'

const weeks = [
  { from: '2026-06-01', to: '2026-06-07' },
  { from: '2026-06-08', to: '2026-06-14' },
]
const graded = (customers: number) => `graded ${customers}`
const row = (
  kind: string,
  starts_on: string,
  label: string | null = kind,
  ends_on: string | null = starts_on,
) => ({
  kind,
  starts_on,
  ends_on,
  label,
})

test('an event stands in the middle of its first day', () => {
  const [event] = trendEvents([row('campaign', '2026-06-11', '618', '2026-06-18')], weeks, graded)
  expect(event).toMatchObject({ at: 1.5, label: '618', from: '2026-06-11', to: '2026-06-18', major: false })
})

test('holidays are major, store openings are only listed, grades are named in the language of the page', () => {
  const events = trendEvents(
    [row('holiday', '2026-06-02'), row('store_opened', '2026-06-03'), row('grades', '2026-06-04', '2722')],
    weeks,
    graded,
  )
  expect(events.map(({ major, is_flagged, label }) => [major, is_flagged, label])).toEqual([
    [true, true, 'holiday'],
    [false, false, 'store_opened'],
    [false, true, 'graded 2722'],
  ])
})

test('an event that began before the chart is left out', () => {
  expect(trendEvents([row('campaign', '2026-05-31', 'x', '2026-06-05')], weeks, graded)).toEqual([])
})
