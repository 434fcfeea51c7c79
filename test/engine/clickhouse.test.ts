import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chdbTransport } from '../../server/engine/chdb.ts'
import { openClickHouse } from '../../server/engine/clickhouse.ts'
import type { ClickHouseTransport } from '../../server/engine/clickhouse.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { question } from './small-snapshot.ts'

const installed = existsSync(join(import.meta.dirname, '../../node_modules/chdb'))
let transport: ClickHouseTransport
let engine: Engine

describe.skipIf(!installed)('ClickHouse', () => {
  beforeAll(async () => {
    transport = await chdbTransport()
    await transport.run(`create table snapshot_meta engine = Memory as select 'v1' as data_version`)
    engine = await openClickHouse(transport)
  })
  afterAll(() => engine.close())

  it('gives values as the contract says', async () => {
    const answer = await engine.ask(
      question(
        `select toDate32('2024-02-29') as day, toDateTime64('2026-01-02 03:04:05.678901', 6, 'UTC') as at,
          toDecimal64('12345678901.2345', 4) as money, 0.25 as share, 9007199254740991 as n, true as yes,
          '常客' as name, cast(null as Nullable(Float64)) as nothing`,
        {
          day: 'date',
          at: 'instant',
          money: 'money',
          share: 'ratio',
          n: 'count',
          yes: 'flag',
          name: 'text',
          nothing: 'money',
        },
      ),
    )
    expect(answer.values).toEqual({
      day: ['2024-02-29'],
      at: ['2026-01-02T03:04:05.678Z'],
      money: [12345678901.2345],
      share: [0.25],
      n: [9007199254740991],
      yes: [true],
      name: ['常客'],
      nothing: [null],
    })
    expect(answer).toMatchObject({ row_count: 1, data_version: 'v1' })
  })

  it('binds values with their types, never splices them', async () => {
    const hostile = `x'\\\t\n; drop table snapshot_meta; --`
    const answer = await engine.ask(
      question(
        'select $from as d, $list[1] as first, length($list) as n, $few + 1 as i, $half as f, $word as t',
        { d: 'date', first: 'text', n: 'count', i: 'count', f: 'ratio', t: 'text' },
        { from: '2026-01-31', list: [hostile, 'b'], few: 3, half: 0.5, word: hostile },
      ),
    )
    expect(answer.values).toEqual({
      d: ['2026-01-31'],
      first: [hostile],
      n: [2],
      i: [4],
      f: [0.5],
      t: [hostile],
    })
  })

  it('does not work out what only narrows', async () => {
    const sql = 'select 1 as n where reg_narrowed(1 in (select n from no_such_table)) order by n'
    expect((await engine.ask(question(sql, { n: 'count' }))).values).toEqual({ n: [1] })
  })

  it('counts the rows that a question read', async () => {
    const counted = question('select count() as n from numbers(1000)', { n: 'count' })
    expect(await engine.rowsRead(counted)).toBe(1000)
  })

  it('refuses an answer with a number that is none', async () => {
    await expect(engine.ask(question('select nan as n', { n: 'ratio' }))).rejects.toMatchObject({
      code: 'query_failed',
    })
  })

  it('refuses rather than shortens an answer that fails half-way', async () => {
    const sql = `select throwIf(number = 200000) as n from numbers(300000)`
    await expect(engine.ask(question(sql, { n: 'count' }), { max_rows: 1e6 })).rejects.toMatchObject({
      code: 'query_failed',
    })
  })

  it('refuses rather than shortens an answer with more rows than allowed', async () => {
    const all = question('select number as n from numbers(1000) order by n', { n: 'count' })
    await expect(engine.ask(all, { max_rows: 999 })).rejects.toMatchObject({ code: 'too_many_rows' })
    await expect(engine.ask(all, { max_rows: 1000 })).resolves.toMatchObject({ row_count: 1000 })
  })
})
