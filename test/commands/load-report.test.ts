import { expect, it } from 'vitest'
import { loadReport } from '../../server/commands/load-report.ts'
import type { CheckReport, TableReport } from '../../queries/loading/report.ts'

const purchases: TableReport = {
  table: 'purchases',
  rows_in: 3,
  accepted: 2,
  rejected: 1,
  duplicates: 0,
  unchanged: 0,
  new: 2,
  corrected: 0,
  from: '2026-03-01',
  to: '2026-03-02',
  sums: { net_amount: '1234.5000' },
  filled: {},
  reasons: [
    {
      code: 'not_an_amount',
      field: 'net_amount',
      params: {},
      rows: 1,
      samples: [{ file: 'sales.csv', line: 4, column: 'paid', value: 'free' }],
    },
  ],
  findings: [
    { code: 'unknown_reference', field: 'store_id', params: { table: 'stores' }, rows: 2, samples: [] },
  ],
  notes: [
    { code: 'dates_read_as', field: 'ordered_at', rows: 0, params: { formats: '%d/%m/%Y %H:%M' } },
    { code: 'day_order_decided', field: 'ordered_at', rows: 0, params: { order: 'dmy' } },
  ],
}
const check: CheckReport = {
  sources: [],
  tables: [purchases],
  questions: [],
  reject_share: 1 / 3,
  max_reject_share: 0.5,
  verdict: 'ok',
  seconds: 0,
}
const checked = { outcome: 'checked', check, batch_id: null, data_version: null, build: null } as const

it('the report on the terminal says how columns were read, what was set aside and what refers to nothing', () => {
  const lines = loadReport(checked, 'rejects.csv', 'en').trimEnd().split('\n').slice(4)
  expect(lines).toEqual([
    'Purchase lines · Read so',
    '  ordered_at: Read as DD/MM/YYYY hh:mm.',
    '  ordered_at: Day and month are read as day first: the column decides it.',
    '  net_amount: 1234.50 in all.',
    'Purchase lines · Rejected: 1',
    '  1 × net_amount: This is not an amount of money. e.g. sales.csv line 4: free',
    'Purchase lines · Found: 2',
    '  2 × store_id: It names something that “Stores” does not hold.',
    'Checked only; nothing was loaded.',
    'The rejected rows are in rejects.csv.',
  ])
})

it('the report is in the language of the terminal', () => {
  const text = loadReport(checked, null, 'zh-CN')
  expect(text).toContain('store_id: “门店”表中没有对应的记录。')
  expect(text).toContain('日月顺序按日在前读取')
})
