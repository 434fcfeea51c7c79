import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeGb18030 } from '../../sample-data/write/gb18030.ts'
import { DirtBook } from '../../sample-data/life/dirt.ts'
import { writeSample } from './sample-files.ts'
import type { SampleFiles } from './sample-files.ts'

let chain: SampleFiles

beforeAll(async () => {
  chain = await writeSample({ customers: 18_000, years: 2, seed: 3 })
})
afterAll(() => chain.remove())

type Row = Record<string, string>
const read = (file: string) => parse<Row>(chain.bytes(file), { columns: true })

function repeats(rows: readonly Row[], key: readonly string[]): number {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const id = key.map((name) => row[name]).join('|')
    return row[key[0] as string] !== '' && seen.size === seen.add(id).size
  }).length
}

const told = (file: string) =>
  Object.fromEntries(
    chain.truth.files.find((entry) => entry.file === file)?.dirt.map((dirt) => [dirt.kind, dirt.rows]) ?? [],
  )

describe('Dirty rows', () => {
  test('of complaints are as many of each kind as truth.json says', () => {
    const rows = read('complaints.csv')
    const count = (is: (row: Row) => boolean) => rows.filter(is).length
    expect(told('complaints.csv')).toEqual({
      full_width_digits: count((row) => row.compensation_amount === '１２．５０'),
      impossible_date: count((row) => row.received_at === '2026/2/30 10:00'),
      duplicate_key: repeats(rows, ['complaint_id']),
      currency_sign: count((row) => row.compensation_amount === '￥1,280.00'),
      unreadable_date: count((row) => row.received_at === '待确认'),
      unknown_store: count((row) => row.store_id === 'S999'),
      missing_key: count((row) => row.complaint_id === ''),
      missing_category: count((row) => row.category === ''),
      absurd_amount: count((row) => Number(row.compensation_amount) > 1e9),
      unreadable_amount: count((row) => row.compensation_amount === '约五十元'),
    })
  })

  test('of complaint stages are as many of each kind as truth.json says', () => {
    const rows = read('complaint_events.csv')
    expect(told('complaint_events.csv')).toEqual({
      unknown_stage: rows.filter((row) => row.stage === '转派').length,
      duplicate_key: repeats(rows, ['complaint_id', 'stage', 'at']),
      missing_key: rows.filter((row) => row.complaint_id === '').length,
      unreadable_date: rows.filter((row) => row.at === '——').length,
    })
  })

  test('leave the number of complaints that will be accepted', () => {
    const { in_files, accepted, rejected, duplicates } = chain.truth.rows.complaints ?? {}
    expect(in_files).toBe((accepted ?? 0) + (rejected ?? 0) + (duplicates ?? 0))
    expect(accepted).toBe(chain.truth.totals.complaints)
    expect(rejected).toBeGreaterThan(0)
  })

  test('that a load rejects stay below one in twenty, however short the file is', () => {
    const book = new DirtBook()
    for (let row = 1; row <= 700; row++) {
      book.soil(
        'complaints',
        Array.from({ length: 15 }, () => 'x'),
      )
      expect(book.rows('complaints', 'rejected') / row).toBeLessThan(0.05)
    }
  })
})

describe('The customer file', () => {
  test('is GB18030 and not UTF-8, with a head as Chinese till systems write it', () => {
    const bytes = chain.bytes('customers.csv')
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    const rows = parse<Row>(new TextDecoder('gb18030', { fatal: true }).decode(bytes), { columns: true })
    expect(rows.length).toBe(18_000)
    expect(rows[0]).toMatchObject({ 会员号: '00000001', 会员状态: expect.stringMatching(/正常|注销|冻结/) })
    expect(new Set(rows.map((row) => row['性别']))).toEqual(new Set(['女', '男', '']))
  })

  test('names who recommended whom, always someone who had joined before', () => {
    const rows = parse<Row>(new TextDecoder('gb18030').decode(chain.bytes('customers.csv')), {
      columns: true,
    })
    const joined = new Map(rows.map((row) => [row['会员号'], row['入会日期'] as string]))
    const recommended = rows.filter((row) => row['推荐会员号'] !== '')
    expect(recommended.length).toBeGreaterThan(500)
    for (const row of recommended)
      expect((joined.get(row['推荐会员号']) ?? '9') <= (row['入会日期'] as string)).toBe(true)
  })

  test('keeps every character, also those of four bytes', () => {
    const text = '王静,欧阳㛃,䶮𠮷,ａ１￥—“”, plain\n'
    expect(new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))).toBe(text)
  })
})
