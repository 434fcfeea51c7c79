import type { CanonicalRow, CanonicalRows } from '../chain.ts'

const noon = (day: string) => `${day} 04:00:00`
const batched = (row: CanonicalRow): CanonicalRow => ({ ...row, batch_id: 'b1', batch_seq: 1 })

function complaint(complaint_id: string, day: string, more: CanonicalRow): CanonicalRow {
  return batched({ complaint_id, channel: 'phone', category: 'quality', received_at: noon(day), ...more })
}

function stages(complaint_id: string, entries: readonly (readonly [string, string])[]): CanonicalRow[] {
  return entries.map(([stage, day]) => batched({ complaint_id, stage, at: noon(day) }))
}

/**
 * A service desk for the corner shop; everything happens at noon in Shanghai.
 *
 * | complaint | received   | about                            | what became of it                                                              |
 * |-----------|------------|----------------------------------|--------------------------------------------------------------------------------|
 * | K1        | Fri 3 Jan  | ann, S1, tea, cold chain, 4      | classified 7 Jan (6 Jan is a holiday), investigated 8, resolved 9, answered 10, followed up 20 Jan: 5 |
 * | K2        | Mon 20 Jan | bo, S2 online, cold chain        | classified 23, resolved 25, answered 26, reopened 30 Jan, resolved 2, answered 3, followed up 10 Feb: 3 |
 * | K3        | Mon 10 Mar | nobody known, S3, service, 1     | nothing                                                                        |
 * | K4        | Thu 20 Mar | ann, S1, tea, cold chain         | classified 21, investigated 28 Mar                                             |
 * | K5        | Mon 31 Mar | bo, S2, by phone, cold chain     | nothing yet                                                                    |
 */
export const serviceDesk: CanonicalRows = {
  complaints: [
    complaint('K1', '2025-01-03', {
      ...{ order_id: 'O3', product_id: 'P1', customer_id: 'ann', compensation_amount: 4, follow_up_score: 5 },
      ...{ subcategory: 'stale', root_cause: 'cold chain', severity: 'minor', resolution: 'refund' },
    }),
    complaint('K2', '2025-01-20', { order_id: 'O5', root_cause: 'cold chain', follow_up_score: 3 }),
    complaint('K3', '2025-03-10', {
      store_id: 'S3',
      category: 'service',
      channel: 'store',
      compensation_amount: 1,
    }),
    complaint('K4', '2025-03-20', {
      order_id: 'O3',
      product_id: 'P1',
      customer_id: 'ann',
      root_cause: 'cold chain',
    }),
    complaint('K5', '2025-03-31', { store_id: 'S2', customer_id: 'bo', root_cause: 'cold chain' }),
  ],
  complaint_events: [
    ...stages('K1', [
      ['received', '2025-01-03'],
      ['classified', '2025-01-07'],
      ['investigated', '2025-01-08'],
      ['resolved', '2025-01-09'],
      ['answered', '2025-01-10'],
      ['followed_up', '2025-01-20'],
    ]),
    ...stages('K2', [
      ['classified', '2025-01-23'],
      ['resolved', '2025-01-25'],
      ['answered', '2025-01-26'],
      ['reopened', '2025-01-30'],
      ['resolved', '2025-02-02'],
      ['answered', '2025-02-03'],
      ['followed_up', '2025-02-10'],
    ]),
    ...stages('K4', [
      ['classified', '2025-03-21'],
      ['investigated', '2025-03-28'],
    ]),
  ],
}
