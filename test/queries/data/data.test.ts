import { describe, expect, it } from 'vitest'
import { completeness } from '../../../queries/data/completeness.ts'
import { coverage } from '../../../queries/data/coverage.ts'
import { duplicates } from '../../../queries/data/duplicates.ts'
import { events } from '../../../queries/data/events.ts'
import { freshness } from '../../../queries/data/freshness.ts'
import { members } from '../../../queries/data/members.ts'
import { references } from '../../../queries/data/references.ts'
import { canonicalTables, tableNames } from '../../../queries/tables.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()

describe('members', () => {
  it('are what the filter bar offers, by dimension and how much stands behind them', async () => {
    const found = await shop.ask(members)
    expect(found.map(({ dimension, member, n }) => `${dimension} ${member} ${n}`)).toEqual([
      'region East 2',
      'region West 1',
      'store S1 5',
      'store S2 3',
      'store S3 3',
      'channel store 9',
      'channel online 2',
      'category bakery 1',
      'category pantry 1',
      'category tea 1',
      'grade gold 1',
      'grade silver 1',
      'segment general_develop 2',
      'segment important_keep 1',
      'segment important_value 1',
      'segment important_win_back 1',
    ])
    expect(found[2]).toMatchObject({ label: 'Harbour', parent: 'East' })
  })

  it('offer only stores in scope, and the customers at home there', async () => {
    const found = await shop.ask(members, {}, ['S3'])
    expect(found.filter(({ dimension }) => dimension !== 'category').map(({ dimension, member, n }) => `${dimension} ${member} ${n}`)).toEqual([
      'region West 1',
      'store S3 3',
      'channel store 2',
      'channel online 1',
      'segment general_develop 1',
      'segment important_keep 1',
    ])
  })
})

describe('coverage', () => {
  it('leaves cancelled orders out', async () => {
    expect(await shop.ask(coverage)).toEqual([
      { first_day: '2024-01-10', last_day: '2025-03-31', stores: 3, customers: 5, orders: 11, lines: 17 },
    ])
    expect(await shop.ask(coverage, {}, ['S3'])).toEqual([
      { first_day: '2025-02-01', last_day: '2025-03-01', stores: 1, customers: 2, orders: 3, lines: 4 },
    ])
    expect(await shop.ask(coverage, {}, [])).toEqual([])
  })
})

describe('freshness', () => {
  it('names every table in order, also those of which nothing is loaded', async () => {
    const found = await shop.ask(freshness)
    expect(found.map(({ table_name }) => table_name)).toEqual(tableNames)
    expect(found.find(({ table_name }) => table_name === 'purchases')).toMatchObject({
      rows: 19,
      first_day: '2024-01-10',
      last_day: '2025-03-31',
      batches: 1,
    })
    expect(found.find(({ table_name }) => table_name === 'points')).toMatchObject({ rows: 0, first_day: null, batches: 0 })
    expect(found.reduce((all, { rows }) => all + rows!, 0)).toBe(Object.values(cornerShop).flat().length)
  })
})

describe('completeness', () => {
  it('covers every field of every loaded table, in the order of the registry', async () => {
    const found = await shop.ask(completeness)
    const loaded = tableNames.filter((table) => cornerShop[table])
    expect(found.map(({ table_name, field, field_class, personal }) => [table_name, field, field_class, personal])).toEqual(
      loaded.flatMap((table) =>
        Object.entries(canonicalTables[table].fields).map(([name, field]) => [table, name, field.class, field.personal ?? false]),
      ),
    )
  })

  it('counts what is filled, and of a person’s data only that it is', async () => {
    const found = await shop.ask(completeness)
    const share = (table: string, name: string) =>
      found.find(({ table_name, field }) => table_name === table && field === name)!
    expect(share('customers', 'phone')).toMatchObject({ rows: 5, filled: 2, filled_share: 0.4, personal: true })
    expect(share('purchases', 'cost_amount')).toMatchObject({ rows: 19, filled: 6 })
    expect(share('surveys', 'answered_at')).toMatchObject({ rows: 5, filled: 4 })
  })
})

describe('references', () => {
  const strangers = useCornerShop({ products: [] })

  it('cover every field that names another table', async () => {
    const fields = tableNames.flatMap((table) =>
      Object.entries(canonicalTables[table].fields).flatMap(([name, { references: to }]) => (to ? [`${table}.${name} ${to}`] : [])),
    )
    const found = await shop.ask(references)
    const listed = found.map(({ table_name, field, references_table }) => `${table_name}.${field} ${references_table}`)
    expect(listed).toEqual(fields.filter((field) => listed.includes(field)))
    expect(fields.filter((field) => !listed.includes(field))).toEqual([
      'customers.referrer_customer_id customers',
      'purchases.campaign_id campaigns',
      'survey_items.survey_id surveys',
      'points.customer_id customers',
      'compliance_events.customer_id customers',
    ])
  })

  it('find a customer who is in no file, line by line', async () => {
    const found = await shop.ask(references)
    expect(found.find(({ table_name, field }) => table_name === 'purchases' && field === 'customer_id')).toMatchObject({
      rows: 16,
      orphans: 1,
      orphan_share: 1 / 16,
    })
  })

  it('are all orphans when the table they lead to is not loaded', async () => {
    const found = await strangers.ask(references)
    expect(found.find(({ field, table_name }) => table_name === 'purchases' && field === 'product_id')).toMatchObject({
      rows: 19,
      orphans: 19,
    })
  })
})

describe('duplicates', () => {
  const again = { ...cornerShop.purchases![0], order_id: 'O99' }
  const survey = { ...cornerShop.surveys![0], survey_id: 'V99' }
  const twice = useCornerShop({
    purchases: [...cornerShop.purchases!, again],
    surveys: [...cornerShop.surveys!, survey],
  })

  it('are rows that say the same under another number', async () => {
    const found = await twice.ask(duplicates)
    expect(found.map(({ table_name, rows, duplicates: extra }) => [table_name, rows, extra])).toEqual([
      ['complaints', 1, 0],
      ['purchases', 19, 1],
      ['service_contacts', 4, 0],
      ['surveys', 3, 1],
    ])
    expect((await shop.ask(duplicates)).map(({ duplicates: extra }) => extra)).toEqual([0, 0, 0, 0])
  })
})

describe('events', () => {
  it('mark what overlaps the period; neighbouring days of a holiday are one', async () => {
    const found = await shop.ask(events, { from: '2025-01-06', to: '2025-02-01' })
    expect(found.map(({ starts_on, ends_on, kind, label }) => `${starts_on} ${ends_on} ${kind} ${label}`)).toEqual([
      '2025-01-05 2025-01-10 campaign New year',
      '2025-01-06 2025-01-06 holiday Founders’ day',
      '2025-01-21 2025-01-21 grades 1',
      '2025-01-28 2025-01-29 holiday Spring Festival',
      '2025-02-01 2025-02-01 grades 1',
      '2025-02-01 2025-02-01 store_opened Station',
      '2025-02-01 2025-02-14 campaign Lantern tea',
    ])
  })

  it('of stores outside filter or scope are left out', async () => {
    const kinds = async (asked: Asked, stores?: string[]) => (await shop.ask(events, asked, stores)).map(({ kind }) => kind)
    expect(await kinds({ region: ['East'] })).not.toContain('store_opened')
    expect(await kinds({}, ['S1'])).not.toContain('store_opened')
    expect(await kinds({}, ['S3'])).toContain('store_opened')
  })
})

describe('what is told about whole tables', () => {
  it.each([freshness, completeness, references, duplicates])(
    'is only for those who see every store: $id',
    async (metric) => {
      expect((await shop.ask(metric)).length).toBeGreaterThan(0)
      expect(await shop.ask(metric, {}, ['S1', 'S2', 'S3'])).toEqual([])
      expect(await shop.ask(metric, {}, [])).toEqual([])
    },
  )
})
