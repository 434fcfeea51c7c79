import { describe, expect, it } from 'vitest'
import { customerScores } from '../../../queries/value/customer_scores.ts'
import { valueGroups } from '../../../queries/value/groups.ts'
import { rfmGrid } from '../../../queries/value/rfm_grid.ts'
import { rfmScores } from '../../../queries/value/rfm_scores.ts'
import { questionOf, type Asked } from '../../../server/engine/question.ts'
import { openChain } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const byCustomer = async (asked: Asked, stores?: string[]) =>
  Object.fromEntries(
    (await shop.ask(customerScores, asked, stores)).map((row) => [row.customer_id!, row] as const),
  )
const measured = async (asked: Asked = {}, stores?: string[]) =>
  Object.entries(await byCustomer(asked, stores)).map(([id, row]) => [
    id,
    row.recency_days,
    row.frequency,
    row.amount,
  ])
const scored = async (asked: Asked = {}) =>
  Object.entries(await byCustomer(asked)).map(([id, row]) =>
    [id, row.recency_score, row.frequency_score, row.monetary_score].join(' '),
  )

describe('R, F and M', () => {
  it('look back twelve months from the end of the period; returns lower M and are no purchase', async () => {
    expect(await measured()).toEqual([
      ['ann', 87, 1, 28],
      ['bo', 0, 3, 42],
      ['cy', 49, 2, 27],
      ['di', 39, 1, 20],
      ['zoe', 30, 1, 7],
    ])
  })

  it('are as of the end of the period, whatever was bought later', async () => {
    expect(await measured({ to: '2025-02-10' })).toEqual([
      ['ann', 38, 1, 30],
      ['bo', 21, 2, 27],
      ['cy', 0, 2, 27],
    ])
    expect(await measured({ from: '2026-01-04', to: '2026-01-04' })).toEqual([
      ['bo', 279, 2, 27],
      ['cy', 328, 2, 27],
      ['di', 318, 1, 20],
      ['zoe', 309, 1, 7],
    ])
  })

  it('may count orders, leave out returns, and look back further', async () => {
    const asked = { frequency_of: 'orders', amount_of: 'purchases', window_months: 15 }
    expect(await measured(asked)).toEqual([
      ['ann', 87, 2, 60],
      ['bo', 0, 4, 42],
      ['cy', 49, 2, 27],
      ['di', 39, 1, 20],
      ['zoe', 30, 1, 7],
    ])
  })

  it('count only purchases that the filters keep', async () => {
    expect(await measured({ channel: ['online'] })).toEqual([
      ['bo', 70, 1, 12],
      ['cy', 58, 1, 10],
    ])
    expect(await measured({ category: ['tea'] })).toEqual([
      ['ann', 26, 2, 30],
      ['bo', 0, 2, 20],
      ['cy', 58, 1, 10],
    ])
    expect(await measured({}, ['S3'])).toEqual([
      ['cy', 49, 2, 27],
      ['zoe', 30, 1, 7],
    ])
  })
})

describe('scores', () => {
  it('by quantiles give the better one of recency to those who are equal, and the lower one of frequency and value', async () => {
    // Days since the last purchase 1, 2, 2, 2, 5, 6, 7: below 2 lies one in seven, below 5 four, below 6 five, below 7 six.
    const days = [1, 2, 2, 2, 5, 6, 7]
    const chain = await openChain({
      purchases: days.map((ago, nth) => ({
        ...{ customer_id: `c${nth}`, order_id: `o${nth}`, line_no: 1, store_id: 'S1', channel: 'store' },
        ...{ ordered_at: `2025-03-${31 - ago} 04:00:00`, product_id: 'P1', quantity: 1, kind: 'sale' },
        net_amount: 10,
      })),
    })
    const rows = await chain.ask(customerScores, { from: '2025-03-01', to: '2025-03-31' })
    expect(rows.map(({ recency_score }) => recency_score)).toEqual([5, 5, 5, 5, 3, 2, 1])
    for (const row of rows) expect(row).toMatchObject({ frequency_score: 1, monetary_score: 1 })
    await chain.close()
  })

  it('by quantiles never split equal ones', async () => {
    expect(await scored()).toEqual(['ann 1 1 4', 'bo 5 5 5', 'cy 2 4 3', 'di 3 1 2', 'zoe 4 1 1'])
  })

  it('by rank tell equal frequencies apart by customer id', async () => {
    expect(await scored({ scoring: 'rank_first' })).toEqual([
      'ann 1 1 4',
      'bo 5 5 5',
      'cy 2 4 3',
      'di 3 2 2',
      'zoe 4 3 1',
    ])
  })

  it('by cut points rise one above each interpolated quantile', async () => {
    expect(await scored({ scoring: 'cut_points' })).toEqual([
      'ann 1 1 3',
      'bo 5 4 5',
      'cy 2 3 3',
      'di 3 1 2',
      'zoe 4 1 1',
    ])
  })

  it('by fixed thresholds hold their limits', async () => {
    const limits = { monetary_2: 10, monetary_3: 20, monetary_4: 28, monetary_5: 42 }
    expect(await scored({ scoring: 'fixed', ...limits })).toEqual([
      'ann 3 1 4',
      'bo 5 3 5',
      'cy 4 2 3',
      'di 4 1 3',
      'zoe 5 1 1',
    ])
  })

  it('of a single customer, below whom nobody is, are one, and five where that is reversed', async () => {
    expect(await scored({ category: ['pantry'], to: '2025-01-31' })).toEqual(['bo 5 1 1'])
  })

  it('come a page at a time with the number of all', async () => {
    const rows = await shop.ask(customerScores, { limit: 2, offset: 1 })
    expect(rows.map((row) => [row.customer_id, row.total_customers])).toEqual([
      ['bo', 5],
      ['cy', 5],
    ])
  })
})

describe('the grid', () => {
  it('counts the customers of each cell and what they buy', async () => {
    const rows = await shop.ask(rfmGrid, { scoring: 'fixed' })
    expect(rows.map((row) => [row.recency_score, row.frequency_score, row.customers, row.amount])).toEqual([
      [5, 1, 1, 7],
      [5, 3, 1, 42],
      [4, 1, 1, 20],
      [4, 2, 1, 27],
      [3, 1, 1, 28],
    ])
    expect(rows[1]).toMatchObject({
      share_of_customers: 0.2,
      share_of_amount: 42 / 124,
      mean_recency_days: 0,
      mean_frequency: 3,
      mean_amount: 42,
      mean_monetary_score: 1,
    })
  })

  it('is empty when nobody bought', async () => {
    expect(await shop.ask(rfmGrid, { from: '2020-01-01', to: '2020-12-31' })).toEqual([])
  })
})

describe('what a score stands for', () => {
  it('reaches from the lowest to the highest value of its customers', async () => {
    const rows = await shop.ask(rfmScores, {})
    expect(rows.filter(({ measure }) => measure === 'frequency')).toEqual([
      { measure: 'frequency', score: 1, customers: 3, lowest: 1, highest: 1, mean: 1 },
      { measure: 'frequency', score: 4, customers: 1, lowest: 2, highest: 2, mean: 2 },
      { measure: 'frequency', score: 5, customers: 1, lowest: 3, highest: 3, mean: 3 },
    ])
  })
})

describe('the end of the period compared with', () => {
  const base_to = ({ params }: ReturnType<typeof questionOf>) => params.base_to

  it('is only worked out where it is shown', () => {
    const asked = { from: '2025-03-01', to: '2025-03-31', base_to: '2025-02-28' }
    expect(base_to(questionOf(valueGroups, asked))).toBe('2025-02-28')
    expect(base_to(questionOf(rfmGrid, asked))).toBe('1970-01-01')
  })
})
