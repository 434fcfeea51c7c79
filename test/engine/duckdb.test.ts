import { open, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import type { DuckDbEngine } from '../../server/engine/duckdb.ts'
import { openSnapshot, retire, withConnection } from '../../server/engine/duckdb-snapshot.ts'
import { question, temporaryFolder, writeSnapshot } from './small-snapshot.ts'

const slow = question('select sum(a.range * b.range) as n from range(10000000) a, range(10000000) b', {
  n: 'quantity',
})
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let engine: DuckDbEngine

beforeAll(async () => {
  folder = await temporaryFolder()
  const numbers = 'create table numbers as select range as n, range % 10 as digit from range(300000)'
  engine = await openDuckDb(await writeSnapshot(join(folder.path, 'a.duckdb'), 'v1', [numbers]))
})
afterAll(async () => {
  await engine.close()
  await folder.remove()
})

describe('values', () => {
  it('come back as the contract says: days, instants in UTC, numbers', async () => {
    const answer = await engine.ask(
      question(
        `select date '2024-02-29' as day, timestamp '2026-01-02 03:04:05.678' as at, 12345678901.2345::decimal(18,4) as money,
          0.25::double as share, 9007199254740991::hugeint as n, true as yes, '常客' as name, null as nothing`,
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

  it('are bound with their types, never spliced', async () => {
    const hostile = `x'; drop table numbers; --`
    const answer = await engine.ask(
      question(
        'select typeof($from) as d, typeof($list) as l, typeof($few) as i, typeof($half) as f, $word as t, len($list) as n',
        { d: 'text', l: 'text', i: 'text', f: 'text', t: 'text', n: 'count' },
        { from: '2026-01-31', list: [hostile, 'b'], few: 3, half: 0.5, word: hostile },
      ),
    )
    expect(answer.values).toEqual({
      d: ['DATE'],
      l: ['VARCHAR[]'],
      i: ['INTEGER'],
      f: ['DOUBLE'],
      t: [hostile],
      n: [2],
    })
  })

  it.each([
    ['a number beyond exactness', 'select 9007199254740993::bigint as n', 'count'],
    ['a broken count', 'select 1.5 as n', 'count'],
    ['a number that is none', `select 'nan'::double as n`, 'ratio'],
    ['an endless number', `select 'infinity'::double as n`, 'money'],
    ['text where a day should be', `select 'soon' as n`, 'date'],
  ] as const)('that break the contract are an error: %s', async (_, sql, unit) => {
    await expect(engine.ask(question(sql, { n: unit }))).rejects.toMatchObject({ code: 'query_failed' })
  })

  it('with other columns than the contract says are an error', async () => {
    await expect(engine.ask(question('select 1 as a, 2 as b', { a: 'count' }))).rejects.toMatchObject({
      code: 'query_failed',
    })
  })
})

describe('an answer is complete or an error', () => {
  it('when a row fails half-way', async () => {
    const sql = `select case when n = 200000 then error('planted') else n::varchar end as n from numbers`
    await expect(engine.ask(question(sql, { n: 'text' }), { max_rows: 1e6 })).rejects.toMatchObject({
      code: 'query_failed',
    })
  })

  it('when there are more rows than allowed', async () => {
    const all = question('select n from numbers order by n', { n: 'count' })
    await expect(engine.ask(all, { max_rows: 299_999 })).rejects.toMatchObject({ code: 'too_many_rows' })
    await expect(engine.ask(all, { max_rows: 300_000 })).resolves.toMatchObject({ row_count: 300_000 })
  })

  it('and keeps its order', async () => {
    const sql = 'select n from numbers order by digit desc, n'
    const { values } = await engine.ask(question(sql, { n: 'count' }), { max_rows: 300_000 })
    expect(values.n!.slice(0, 2)).toEqual([9, 19])
    expect(values.n!.slice(-1)).toEqual([299_990])
  })
})

describe('stopping', () => {
  it.each([0, 1, 5, 20, 50])('a question after %i ms frees its connection within 100 ms', async (delay) => {
    const controller = new AbortController()
    const asked = engine.ask(slow, { signal: controller.signal }).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, delay))
    const stopped = performance.now()
    controller.abort(new Error('gone'))
    expect(await asked).toMatchObject({ message: 'gone' })
    expect(performance.now() - stopped).toBeLessThan(100)
  })

  it('before the start runs nothing', async () => {
    await expect(engine.ask(slow, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  })

  it('one question leaves the others alone', async () => {
    const controller = new AbortController()
    const stopped = engine.ask(slow, { signal: controller.signal }).catch(() => 'stopped')
    const other = engine.ask(question('select count(*) as n from numbers', { n: 'count' }))
    controller.abort()
    expect(await stopped).toBe('stopped')
    expect((await other).values.n).toEqual([300_000])
  })
})

describe('the lock', () => {
  it.each([
    [`select content as n from read_text('/etc/hostname')`, /disabled by configuration/],
    [
      `select column0 as n from read_csv('/etc/passwd', header = false, sep = ':')`,
      /disabled by configuration/,
    ],
    [`select file as n from glob('/*')`, /disabled by configuration/],
    [`attach '/tmp/other.duckdb'`, /Parser Error/],
    [`copy (select 1) to '/tmp/out.csv'`, /Parser Error/],
    [`install httpfs`, /Parser Error/],
    [`set threads = 1`, /Parser Error/],
    [`create table t (i int)`, /Parser Error/],
    [`delete from numbers`, /Parser Error/],
  ])('refuses %s', async (sql, why) => {
    await expect(engine.ask(question(sql, { n: 'text' }))).rejects.toMatchObject({
      code: 'query_failed',
      cause: { message: expect.stringMatching(why) as string },
    })
  })

  it.each([
    [`attach '/tmp/other.duckdb'`, /disabled|Permission/],
    [`copy (select 1) to '/tmp/out.csv'`, /disabled|Permission/],
    [`install httpfs`, /disabled|Permission/],
    [`load httpfs`, /disabled|Permission/],
    [`set threads = 1`, /locked/],
    [`set enable_external_access = true`, /locked/],
    [`create table t (i int)`, /read-only/],
    [`delete from numbers`, /read-only/],
  ])('refuses even a statement of its own: %s', async (sql, why) => {
    const opened = await openSnapshot(join(folder.path, 'a.duckdb'), {})
    const running = withConnection(opened.instance, (connection) => connection.run(sql))
    await expect(running).rejects.toThrow(why)
    retire(opened)
  })
})

describe('snapshots', () => {
  it('say what they are', () => {
    expect(engine.snapshot).toEqual({
      data_version: 'v1',
      model_version: 'm1',
      time_zone: 'Asia/Shanghai',
      currency: 'CNY',
      built_at: '2026-03-04T05:06:07.000Z',
    })
  })

  it('are exchanged under running questions, which finish on the one they started on', async () => {
    const files = await Promise.all(
      [1, 2].map((n) =>
        writeSnapshot(join(folder.path, `s${n}.duckdb`), `s${n}`, [
          `create table which as select 's${n}' as v`,
        ]),
      ),
    )
    const swapped = await openDuckDb(files[0]!)
    const which = question('select v from which, range(200000) group by all', { v: 'text' })
    const answers: Promise<{ v: unknown; data_version: string }>[] = []
    for (let turn = 1; turn <= 20; turn += 1) {
      for (let k = 0; k < 3; k += 1)
        answers.push(
          swapped.ask(which).then(({ values, data_version }) => ({ v: values.v![0], data_version })),
        )
      await swapped.swap(files[turn % 2]!)
    }
    const seen = await Promise.all(answers)
    expect(seen.every(({ v, data_version }) => v === data_version)).toBe(true)
    expect(new Set(seen.map(({ v }) => v))).toEqual(new Set(['s1', 's2']))
    await swapped.close()
  })

  it('whose file was built again under the same name are told apart', async () => {
    const file = join(folder.path, 'same.duckdb')
    const table = (v: number) => [`create table which as select ${v} as v`]
    const same = await openDuckDb(await writeSnapshot(file, 's', table(1)))
    await rename(await writeSnapshot(`${file}.next`, 's', table(2)), file)
    const which = question('select v from which', { v: 'count' })
    expect((await same.ask(which)).values.v).toEqual([1])
    await same.swap(file)
    expect((await same.ask(which)).values.v).toEqual([2])
    await same.close()
  })

  it('that turn out to be damaged give an error, never a wrong answer, and somebody hears of it', async () => {
    const table = 'create table texts as select md5(range::varchar) as t from range(300000)'
    const file = await writeSnapshot(join(folder.path, 'damaged.duckdb'), 'v1', [table])
    const { size } = await stat(file)
    const bytes = await open(file, 'r+')
    for (let at = 1_500_000; at < size / 2; at += 262_144) await bytes.write('damage', at)
    await bytes.close()
    const broken = vi.fn<(cause: unknown) => void>()
    const damaged = await openDuckDb(file, { on_broken: broken })
    const longest = question('select max(t) as t from texts', { t: 'text' })
    for (let turn = 0; turn < 3; turn += 1)
      await expect(damaged.ask(longest)).rejects.toMatchObject({ code: 'query_failed' })
    expect(broken).toHaveBeenCalled()
    await damaged.close()
  })

  it('that cannot be opened leave the last one in place', async () => {
    const broken = join(folder.path, 'broken.duckdb')
    await writeFile(broken, 'not a database')
    await expect(engine.swap(broken)).rejects.toThrow()
    expect(engine.data_version).toBe('v1')
  })
})

it('the rows that a question read are counted', async () => {
  const counted = question('select count(distinct digit) as n from numbers', { n: 'count' })
  expect(await engine.rowsRead(counted)).toBe(300_000)
})
