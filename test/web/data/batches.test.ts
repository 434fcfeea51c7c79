import { expect, test } from 'vitest'
import type { Batch } from '../../../queries/loading/batch.ts'
import { batchRows, undoEffects } from '../../../web/lib/data/batches.ts'

const table = { rows_in: 120, rejected: 5, duplicates: 0, unchanged: 15, from: '2026-01-01', to: '2026-01-31' }
const batch: Batch = {
  seq: 2,
  id: '0011223344556677',
  status: 'active',
  registered_at: '2026-02-01T08:00:00.000Z',
  registered_by: 'browser',
  undone_at: null,
  undone_by: null,
  sources: [{ file: 'january.csv', bytes: 10, rows_in: 120, rejected: 5 }],
  tables: [
    { ...table, table: 'purchases', accepted: 100, corrected: 30 },
    { ...table, table: 'stores', accepted: 0, corrected: 0 },
  ],
}

test('undoing a batch takes its new rows away and lets the rows it corrected say again what they said', () => {
  expect(undoEffects(batch)).toEqual([{ table: 'purchases', removed: 70, restored: 30 }])
})

test('the exported ledger has one line for each table of each load', () => {
  const [header, first, second] = batchRows([batch])
  expect(header).toHaveLength(first?.length ?? 0)
  expect(first?.slice(6, 10)).toEqual(['january.csv', 'purchases', 120, 100])
  expect(second?.[7]).toBe('stores')
})
