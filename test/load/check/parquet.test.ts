import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { checking, planOf } from './run-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-parquet-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function parquet(name: string, select: string): Promise<string> {
  const path = join(folder, `${name}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${select}) to '${path}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

/** Purchases as Parquet, the columns that a test is about in place of the usual ones. */
function purchases(name: string, columns: Record<string, string>): Promise<string> {
  const usual = {
    order_id: `'O' || n`,
    line_no: '1',
    store_id: `'S1'`,
    channel: `'shop'`,
    ordered_at: `timestamp '2026-01-02 10:00:00'`,
    quantity: '2',
    net_amount: '5.25::decimal(10, 2)',
    kind: `'sale'`,
  }
  const selected = Object.entries({ ...usual, ...columns }).map(([field, sql]) => `${sql} as ${field}`)
  return parquet(name, `select ${selected.join(', ')} from range(1, 4) as rows(n)`)
}

async function accepted(path: string, field: string) {
  return checking(await planOf([path], 'UTC'), async ({ rows, report }) => ({
    values: (await rows('accepted/purchases', 'order_id')).map((row) => row[field]),
    rejected: report.tables[0]!.rejected,
    notes: report.tables[0]!.notes.map(({ code }) => code),
  }))
}

describe('a column of text in Parquet', () => {
  const blanks = { tab: 'chr(9)', 'a space that does not break': 'chr(160)', 'a wide space': 'chr(12288)' }
  for (const [what, blank] of Object.entries({ 'a space': `' '`, 'a line feed': 'chr(10)', ...blanks }))
    for (const [where, sql] of [
      ['before', `${blank} || 'shop'`],
      ['behind', `'shop' || ${blank}`],
    ])
      it(`loses ${what} ${where} one of its values`, async () => {
        const path = await purchases(`${what}-${where}`, {
          channel: `case when n = 2 then ${sql} else '店' end`,
        })
        expect((await accepted(path, 'channel')).values).toEqual(['店', 'shop', '店'])
      })

  it('is empty where a value holds nothing but blanks', async () => {
    const path = await purchases('blank', {
      customer_id: `case n when 1 then '' when 2 then '  ' else 'C1' end`,
    })
    expect((await accepted(path, 'customer_id')).values).toEqual([null, null, 'C1'])
  })
})

describe('a column of numbers', () => {
  it('typed in Parquet is taken as it is', async () => {
    const path = await purchases('typed', { quantity: 'n::tinyint', net_amount: 'n / 4' })
    expect(await accepted(path, 'quantity')).toMatchObject({ values: ['1.0', '2.0', '3.0'], rejected: 0 })
    expect((await accepted(path, 'net_amount')).values).toEqual(['0.2500', '0.5000', '0.7500'])
  })

  const wrong = [
    ['line_no', 'n - 2', 'out_of_bounds', [[1, '-1']]],
    [
      'line_no',
      '(n / 2)::decimal(4, 1)',
      'not_whole',
      [
        [1, '0.5'],
        [3, '1.5'],
      ],
    ],
    ['quantity', 'if(n = 2, 2000000, n)', 'out_of_bounds', [[2, '2000000']]],
    ['quantity', 'if(n = 2, null, n)', 'missing', [[2, null]]],
    ['net_amount', 'if(n = 3, 2e9, n)::decimal(18, 2)', 'out_of_bounds', [[3, '2000000000.00']]],
    [
      'net_amount',
      '(n * 1e14)::decimal(24, 2)',
      'out_of_bounds',
      [1, 2, 3].map((n) => [n, `${n}00000000000000.00`]),
    ],
    ['net_amount', 'if(n = 1, null, n)::decimal(18, 2)', 'missing', [[1, null]]],
  ] as const
  for (const [nth, [field, sql, code, rows]] of wrong.entries())
    it(`typed in Parquet, ${field} as ${sql}, is told as it was written where it is ${code}`, async () => {
      const path = await purchases(`wrong-${nth}`, { [field]: sql })
      await checking(await planOf([path], 'UTC'), ({ report: { tables } }) => {
        const told = tables[0]!.reasons.map((reason) => ({
          ...{ code: reason.code, field: reason.field },
          rows: reason.samples.map(({ line, value }) => [line, value]),
        }))
        expect(told).toEqual([{ code, field, rows }])
        expect(tables[0]).toMatchObject({ rejected: rows.length, accepted: 3 - rows.length })
      })
    })

  it('of another type in each file is read from both', async () => {
    const paths = [
      await purchases('halves-1', { quantity: 'n::integer' }),
      await purchases('halves-2', { order_id: `'P' || n`, quantity: '(n / 2)::decimal(4, 1)' }),
    ]
    const { sources, tables, ...plan } = await planOf([paths[0]!], 'UTC')
    const both = { ...plan, sources: [{ ...sources[0]!, paths }], tables }
    await checking(both, async ({ rows, report }) => {
      const found = await rows('accepted/purchases', 'order_id')
      expect(found.map(({ quantity }) => quantity)).toEqual(['1.0', '2.0', '3.0', '0.5', '1.0', '1.5'])
      expect(report.tables[0]).toMatchObject({ accepted: 6, rejected: 0 })
    })
  })

  it('finer than money is kept is rounded, and the report says so', async () => {
    const path = await purchases('fine', { net_amount: '(5 + n / 100000)::decimal(18, 5)' })
    expect(await accepted(path, 'net_amount')).toMatchObject({
      values: ['5.0000', '5.0000', '5.0000'],
      notes: ['amounts_rounded'],
    })
  })

  it('written in two ways is read by the way of the column', async () => {
    const path = await purchases('commas', { net_amount: `(['1,234.50', '7', '0.5'])[n]` })
    expect((await accepted(path, 'net_amount')).values).toEqual(['1234.5000', '7.0000', '0.5000'])
  })
})
