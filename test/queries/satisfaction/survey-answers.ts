import type { CanonicalRow, CanonicalRows } from '../chain.ts'

/**
 * Four answers to the corner shop's surveys, worked out by hand:
 *
 * | survey | store | NPS | speed (expected, importance) | taste (importance) | comment                     |
 * |--------|-------|-----|------------------------------|--------------------|-----------------------------|
 * | V1     | S1    | 10  | 5 (4, 5)                     | 4 (2)              | Lovely TEA, call 1380013800 |
 * | V2     | S2    | 6   | 2 (4, 3)                     | 4                  | tea came late               |
 * | V3     | S3    | 9   | 4                            | 5                  |                             |
 * | V5     | S3    | 7   | 3                            |                    | fine                        |
 */
export const answers: CanonicalRows = {
  surveys: [
    said('V1', '2025-01-05', {
      customer_id: 'ann',
      order_id: 'O3',
      nps: 10,
      csat: 5,
      comment: 'Lovely TEA, call 1380013800',
    }),
    said('V2', '2025-01-25', {
      customer_id: 'bo',
      order_id: 'O5',
      nps: 6,
      csat: 3,
      comment: 'tea came late',
    }),
    said('V3', '2025-03-01', { order_id: 'O7', nps: 9, csat: 4 }),
    said('V5', '2025-02-15', { store_id: 'S3', channel: 'store', nps: 7, comment: 'fine' }),
  ],
  survey_items: [
    rated('V1', 'speed', 5, 4, 5),
    rated('V1', 'taste', 4, null, 2),
    rated('V2', 'speed', 2, 4, 3),
    rated('V2', 'taste', 4),
    rated('V3', 'speed', 4),
    rated('V3', 'taste', 5),
    rated('V5', 'speed', 3),
  ],
}

function said(survey_id: string, day: string, rest: CanonicalRow): CanonicalRow {
  return { survey_id, answered_at: `${day} 04:00:00`, ...rest, batch_id: 'b1', batch_seq: 1 }
}

function rated(
  survey_id: string,
  item: string,
  rating: number,
  expectation: number | null = null,
  importance: number | null = null,
): CanonicalRow {
  return { survey_id, item, rating, expectation, importance, batch_id: 'b1', batch_seq: 1 }
}
