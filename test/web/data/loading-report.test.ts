import { expect, test } from 'vitest'
import type { CheckReport, TableReport } from '../../../queries/loading/report.ts'
import { equation, outlook, rejectReasons } from '../../../web/lib/data/loading-report.ts'

const table: TableReport = {
  table: 'purchases',
  rows_in: 100,
  accepted: 80,
  unchanged: 5,
  rejected: 12,
  duplicates: 3,
  new: 70,
  corrected: 10,
  from: '2026-01-01',
  to: '2026-03-31',
  sums: { net_amount: '1234.5000' },
  filled: {},
  reasons: [{ code: 'bad_day', field: 'ordered_at', params: {}, rows: 2, samples: [] }],
  findings: [],
  notes: [],
}
const report: CheckReport = {
  sources: [
    {
      source: 'orders',
      file: 'orders.csv',
      sha256: '',
      bytes: 1,
      encoding: 'utf-8',
      rows_in: 100,
      rows_read: 90,
      rejected: 10,
      reasons: [{ code: 'ragged', field: null, params: {}, rows: 10, samples: [] }],
      warnings: [],
    },
  ],
  tables: [table],
  questions: [],
  reject_share: 0.12,
  max_reject_share: 0.05,
  verdict: 'ok',
  seconds: 1,
}

test('rows in are accepted, unchanged, rejected and duplicate rows together', () => {
  expect(equation([table])).toEqual({
    rows_in: 100,
    accepted: 80,
    unchanged: 5,
    rejected: 12,
    duplicates: 3,
    adds_up: true,
  })
})

test('several tables add up to one equation', () => {
  expect(equation([table, table])).toMatchObject({ rows_in: 200, accepted: 160, adds_up: true })
})

test('a row that went nowhere is noticed', () => {
  expect(equation([{ ...table, rejected: 11 }]).adds_up).toBe(false)
})

test('unreadable rows of a file and refused rows of a table are listed together, the most frequent first', () => {
  expect(rejectReasons(report).map(({ place, finding }) => [place, finding.code, finding.rows])).toEqual([
    ['orders.csv', 'ragged', 10],
    ['purchases', 'bad_day', 2],
  ])
})

test('a clean check leads to a load, too many rejects to a question', () => {
  expect(outlook(report)).toBe('load')
  expect(outlook({ ...report, verdict: 'too_many_rejects' })).toBe('ask')
  expect(outlook({ ...report, verdict: 'needs_answer' })).toBe('answer')
})

test('files that say only what is loaded already lead to nothing new', () => {
  const same = { ...table, accepted: 0, new: 0, corrected: 0, unchanged: 100, rejected: 0, duplicates: 0 }
  expect(outlook({ ...report, tables: [same] })).toBe('nothing_new')
})

test('files of which no row can be accepted have nothing to load, however many rejects are allowed', () => {
  const refused = { ...table, accepted: 0, new: 0, corrected: 0, unchanged: 0, rejected: 100, duplicates: 0 }
  expect(outlook({ ...report, tables: [refused], verdict: 'too_many_rejects' })).toBe('nothing_accepted')
})

test('files with nothing below their headers have no rows', () => {
  const none = { ...table, rows_in: 0, accepted: 0, new: 0, corrected: 0, unchanged: 0, rejected: 0, duplicates: 0 }
  expect(outlook({ ...report, tables: [none] })).toBe('no_rows')
})
