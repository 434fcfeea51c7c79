import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalTables } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'
import { writtenFields } from '../../sample-data/write/written-fields.ts'
import { writeSample } from './sample-files.ts'
import type { SampleFiles } from './sample-files.ts'

let chain: SampleFiles

beforeAll(async () => {
  chain = await writeSample({ customers: 2500, seed: 11 })
})
afterAll(() => chain.remove())

describe('What truth.json says about the files', () => {
  test('are the rows that are in them', async () => {
    for (const [table, { in_files }] of Object.entries(chain.truth.rows))
      if (table !== 'stores' && table !== 'customers')
        expect(await chain.number(`select count(*) from ${table}`), table).toBe(in_files)
    expect(chain.bytes('customers.csv').filter((byte) => byte === 10).length).toBe(2501)
  })

  test('are sales and orders of each quarter: cancelled orders count nowhere, returns when they come back', async () => {
    const found = await chain.rows(`
      select
        year(day) || '-Q' || quarter(day) as quarter,
        cast(sum(net) as double) as net_sales,
        cast(sum(net) filter (where customer_id is not null) as double) as identified_net_sales,
        cast(sum(cost) as double) as cost,
        cast(count(distinct order_id) filter (where kind = 'sale') as double) as orders,
        cast(count(*) filter (where kind = 'return') as double) as returns,
        cast(count(distinct customer_id) filter (where kind = 'sale') as double) as active_customers
      from sold group by 1 order by 1`)
    expect(found).toEqual(
      chain.truth.quarters.map((quarter) => expect.objectContaining(pick(quarter, found[0]))),
    )
  })

  test('are the survey answers of each quarter', async () => {
    const found = await chain.rows(`
      select
        year(cast(answered_at as date)) || '-Q' || quarter(cast(answered_at as date)) as quarter,
        cast(count(*) as double) as answered,
        cast(count(*) filter (where cast(nps as integer) >= 9) as double) as promoters,
        cast(count(*) filter (where cast(nps as integer) <= 6) as double) as detractors
      from surveys where answered_at is not null group by 1 order by 1`)
    const told = chain.truth.quarters.filter((quarter) => quarter.answered > 0)
    expect(found).toEqual(told.map((quarter) => pick(quarter, found[0])))
  })

  test('are the arms of each campaign and what its messages cost', async () => {
    const found = await chain.rows(`
      select
        campaign_id,
        cast(count(*) filter (where arm = 'treatment') as double) as treated,
        cast(count(*) filter (where arm = 'control') as double) as control,
        round(sum(cast(cost_amount as double)), 2) as message_cost
      from campaign_contacts group by 1 order by 1`)
    const told = chain.truth.planted.campaigns.filter((campaign) => campaign.treated > 0)
    expect(found).toEqual(told.map((campaign) => pick(campaign, found[0])))
  })
})

/** The parts of an object that the other one has too. */
function pick(from: object, like: object = {}): object {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in like))
}

describe('In the files', () => {
  test.each(Object.keys(canonicalTables) as TableName[])(
    '%s has the columns that every chain has, in order',
    (table) => {
      if (table === 'stores' || table === 'customers') return
      const file = table === 'purchases' ? 'purchases_2024.csv' : `${table}.csv`
      const header = chain.bytes(file).toString().split('\n', 1)[0]
      expect(header).toBe(
        writtenFields(table)
          .map(([name]) => name)
          .join(','),
      )
    },
  )

  test('keys are unique where the file is clean', async () => {
    for (const { name, key } of Object.values(canonicalTables)) {
      if (['stores', 'customers', 'complaints', 'complaint_events'].includes(name)) continue
      const columns = key.map((column) => `"${column}"`).join(', ')
      const repeated = await chain.number(`select count(*) - count(distinct (${columns})) from ${name}`)
      expect(repeated, name).toBe(0)
    }
  })

  test('nothing happens after the last day', async () => {
    const { last_day } = chain.truth.chain
    const moments = { purchases: 'ordered_at', points: 'at', surveys: 'answered_at', service_contacts: 'at' }
    for (const [table, moment] of Object.entries({ ...moments, consents: 'at', compliance_events: 'at' }))
      expect(
        String((await chain.rows(`select max(left("${moment}", 10)) as day from ${table}`))[0]?.day) <=
          last_day,
        table,
      ).toBe(true)
  })

  test('products, campaigns and orders that are named exist', async () => {
    const orphans = async (table: string, column: string, of: string, key = column) =>
      chain.number(`select count(*) from ${table} where ${column} not in (select ${key} from ${of})`)
    expect(await orphans('purchases', 'product_id', 'products')).toBe(0)
    expect(await orphans('purchases', 'campaign_id', 'campaigns')).toBe(0)
    expect(await orphans('surveys', 'order_id', 'purchases')).toBe(0)
    expect(await orphans('points', 'order_id', 'purchases')).toBe(0)
    expect(await orphans('survey_items', 'survey_id', 'surveys')).toBe(0)
  })

  test('a control group is never contacted and a treated customer always is', async () => {
    expect(
      await chain.number(
        `select count(*) from campaign_contacts where (arm = 'control') = (contacted_at is not null)`,
      ),
    ).toBe(0)
  })

  test('whoever withdrew consent is not contacted on that channel again', async () => {
    expect(
      await chain.number(`
      select count(*) from campaign_contacts
      join campaigns using (campaign_id)
      join consents on consents.customer_id = campaign_contacts.customer_id and consents.channel = campaigns.channel
      where granted = 'false' and contacted_at > replace(left("at", 19), 'T', ' ')`),
    ).toBe(0)
  })

  test('points never add up to less than nothing but for a return', async () => {
    expect(
      await chain.number(`
      select count(*) from (
        select sum(cast(points as integer)) as balance, bool_or(kind = 'adjust') as returned from points group by customer_id
      ) where balance < 0 and not returned`),
    ).toBe(0)
  })
})

test('A retailer finds the numbers plausible together', () => {
  const { totals, quarters } = chain.truth
  const between = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low)
    expect(value).toBeLessThan(high)
  }
  between(totals.net_sales / totals.orders, 80, 200)
  between(totals.gross_margin / totals.net_sales, 0.25, 0.4)
  between(totals.identified_net_sales / totals.net_sales, 0.55, 0.8)
  between(totals.answered / totals.invited, 0.15, 0.25)
  between((1000 * totals.complaints) / totals.orders, 1, 3)
  const sum = (name: 'promoters' | 'detractors' | 'lines') =>
    quarters.reduce((all, quarter) => all + quarter[name], 0)
  between((100 * (sum('promoters') - sum('detractors'))) / totals.answered, 20, 45)
  between(sum('lines') / totals.orders, 2, 3)
})
