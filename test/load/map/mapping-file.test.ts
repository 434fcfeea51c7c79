import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readMappingFile } from '../../../server/load/map/mapping-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'mapping-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of ['sales-1.csv', 'sales-2.csv', 'shops.xlsx']) writeFileSync(join(folder, name), 'x')

function mapping(text: string): string {
  const path = join(folder, 'chain.yaml')
  writeFileSync(path, text)
  return path
}

const whole = `
name: my chain
time_zone: Europe/Paris
max_reject_share: 0.1
sources:
  sales:
    files: sales-*.csv
    encoding: gb18030
    delimiter: ;
    header_row: 3
    time_zone: Europe/London
    day_order:
      Datum: dmy
  shops: [shops.xlsx]
tables:
  stores:
    source: shops
    columns:
      store_id: No
      name: Name
    constants:
      ownership: direct
  purchases: |
    select a as order_id, -- the till's number
      b as ordered_at, c as net_amount
    from sales;
scale:
  cleanliness: { min: 1, max: 5 }
`

it('a mapping file names sources, how they are read, and what fills each table', async () => {
  expect(await readMappingFile(mapping(whole))).toEqual({
    mapping_name: 'my chain',
    time_zone: 'Europe/Paris',
    max_reject_share: 0.1,
    sources: [
      {
        name: 'sales',
        paths: [join(folder, 'sales-1.csv'), join(folder, 'sales-2.csv')],
        options: {
          encoding: 'gb18030',
          delimiter: ';',
          header_row: 3,
          time_zone: 'Europe/London',
          day_order: { Datum: 'dmy' },
        },
      },
      { name: 'shops', paths: [join(folder, 'shops.xlsx')], options: {} },
    ],
    tables: [
      {
        table: 'stores',
        source: 'shops',
        columns: { store_id: 'No', name: 'Name' },
        constants: { ownership: 'direct' },
      },
      {
        table: 'purchases',
        sql: "select a as order_id, -- the till's number\n  b as ordered_at, c as net_amount\nfrom sales",
      },
    ],
    scale: { cleanliness: { min: 1, max: 5 } },
  })
})

it('patterns are matched against the files that are given', async () => {
  const files = ['/elsewhere/2026/sales-9.csv', '/elsewhere/shops.xlsx', '/elsewhere/other.csv']
  const { sources } = await readMappingFile(mapping(whole), files)
  expect(sources.map(({ paths }) => paths)).toEqual([
    ['/elsewhere/2026/sales-9.csv'],
    ['/elsewhere/shops.xlsx'],
  ])
})

it('a file that names no zone is read in the chain’s', async () => {
  const path = mapping('sources: {s: sales-1.csv}\ntables: {stores: select 1 as store_id from s}')
  expect((await readMappingFile(path, undefined, 'Asia/Tokyo')).time_zone).toBe('Asia/Tokyo')
  await expect(readMappingFile(path)).rejects.toMatchObject({ params: { problem: 'time_zone is missing' } })
})

describe('what is wrong is said with its line', () => {
  const head = 'time_zone: UTC\nsources:\n  s: sales-1.csv\n'
  it.each([
    ['text that is not YAML', 'a: [1', 1, /flow/i],
    ['a name twice', `${head}time_zone: UTC\n`, 4, /unique/],
    ['an unknown key', `${head}tabels:\n  stores: select 1\n`, 4, /“tabels” is not known/],
    ['no tables', head, 1, /tables is missing/],
    ['an unknown table', `${head}tables:\n  shops: select 1 from s\n`, 5, /no table “shops”/],
    [
      'an unknown field',
      `${head}tables:\n  stores:\n    source: s\n    columns:\n      shop: No\n`,
      8,
      /no field “shop”/,
    ],
    [
      'an unknown source',
      `${head}tables:\n  stores:\n    source: t\n    columns: {store_id: No}\n`,
      6,
      /no source “t”/,
    ],
    ['neither select nor columns', `${head}tables:\n  stores: {repeated: true}\n`, 5, /either sql or source/],
    ['a statement that is no select', `${head}tables:\n  stores: drop table s\n`, 5, /not a select/],
    [
      'a file that is not there',
      'time_zone: UTC\nsources:\n  s: nothing-*.csv\ntables: {stores: select 1 from s}',
      3,
      /no file matches/,
    ],
    [
      'an unknown zone',
      'time_zone: Mars/Base\nsources: {s: sales-1.csv}\ntables: {stores: select 1 from s}',
      1,
      /not a time zone/,
    ],
    ['a share above 1', `${head}max_reject_share: 5\ntables: {stores: select 1 from s}`, 4, /from 0 to 1/],
    [
      'a scale upside down',
      `${head}tables: {stores: select 1 from s}\nscale:\n  item: {min: 5, max: 1}\n`,
      6,
      /min must be below max/,
    ],
    [
      'an order of days that is none',
      'time_zone: UTC\nsources:\n  s:\n    files: sales-1.csv\n    day_order: {d: ymd}\ntables: {stores: select 1 from s}',
      5,
      /dmy or mdy/,
    ],
  ])('%s', async (_, text, line, problem) => {
    await expect(readMappingFile(mapping(text))).rejects.toMatchObject({
      code: 'bad_mapping_file',
      params: { file: 'chain.yaml', line, problem: expect.stringMatching(problem) },
    })
  })
})

it('the examples can be read', async () => {
  const examples = join(import.meta.dirname, '../../../server/load/map/examples')
  const files = [
    'online_retail.csv.gz',
    'olist_orders_dataset.csv',
    'olist_order_items_dataset.csv',
    'olist_customers_dataset.csv',
    'olist_products_dataset.csv',
    'olist_sellers_dataset.csv',
    'olist_order_reviews_dataset.csv',
    'product_category_name_translation.csv',
    'comcast_2015.csv',
    'hillstrom.csv',
    'nyc311_animal_2025.csv',
  ]
  for (const name of readdirSync(examples))
    expect((await readMappingFile(join(examples, name), files)).tables.length).toBeGreaterThan(1)
})
