import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import type { DuckDbEngine } from '../../server/engine/duckdb.ts'
import { question, temporaryFolder, writeSnapshot } from '../engine/small-snapshot.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { ask, testServer } from '../routes/test-server.ts'
import { report, times } from './tier.ts'

const many = '20000000'
const slow_shapes: readonly (readonly [string, string])[] = [
  ['a cross join', `select sum(a.range * b.range % 7) from range(${many}) a, range(${many}) b`],
  [
    'a sort',
    `select max(n) from (select hash(range) as n from range(${many}) order by hash(n, 1) limit 19999999)`,
  ],
  ['distinct values', `select count(distinct hash(range)) from range(${many}0)`],
  [
    'a window',
    `select max(s) from (select sum(range) over (partition by range % 1000 order by hash(range)) as s from range(${many}))`,
  ],
  [
    'many groups',
    `select max(c) from (select hash(range) % 15000000 as g, count(*) as c from range(${many}0) group by g)`,
  ],
  [
    'a hash join',
    `select count(*) from range(${many}) a join range(${many}) b on hash(a.range) % 9999991 = hash(b.range) % 9999991`,
  ],
  [
    'a recursion',
    'with recursive r(n) as (select 1 union all select n + 1 from r where n < 100000000) select max(n) from r',
  ],
  ['quantiles', `select quantile_cont(hash(range)::double, 0.5) from range(${many}0)`],
  ['long texts', `select max(md5(repeat(range::varchar, 50))) from range(${many}0)`],
  [
    'regular expressions',
    `select count(*) from range(${many}0) where regexp_matches(md5(range::varchar), '(a|b)+c.*9$')`,
  ],
  ['unnested lists', `select sum(u) from (select unnest(range(1000)) as u from range(${many}))`],
  [
    'a subquery for each row',
    `select sum((select max(b.range) from range(3000) b where b.range < a.range)) from range(${many}) a`,
  ],
]
const figures = { stopped: 0, disconnects: 0, slowest_ms: 0, later_than_100_ms: 0, still_running: 0 }

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let engine: DuckDbEngine
beforeAll(async () => {
  folder = await temporaryFolder()
  engine = await openDuckDb(await writeSnapshot(join(folder.path, 'a.duckdb'), 'v1'))
})
afterAll(async () => {
  await engine.close()
  await folder.remove()
})

const dice = new Dice(41)
const settled = (ms: number) => {
  figures.stopped += 1
  figures.slowest_ms = Math.max(figures.slowest_ms, Math.round(ms))
  if (ms > 100) figures.later_than_100_ms += 1
}

it.each(slow_shapes)('%s ends when it is told to', async (_, sql) => {
  for (let turn = 0; turn < times(3, 15); turn += 1) {
    const controller = new AbortController()
    const asked = engine
      .ask(
        question(
          `select length(max(x)::varchar) as n from (${sql}) as t(x) where $from <= '2026-01-01'`,
          { n: 'count' },
          { from: '2026-01-01' },
        ),
        {
          signal: controller.signal,
        },
      )
      .then(
        () => 'answered',
        (error: unknown) => (error as Error).message,
      )
    await sleep(20 + dice.below(200))
    const told = performance.now()
    controller.abort(new Error('told to stop'))
    expect(await asked).toBe('told to stop')
    settled(performance.now() - told)
  }
})

it('a question that still waits for a thread ends when it is told to', async () => {
  const [[, sql]] = slow_shapes as readonly [readonly [string, string]]
  const ask = (signal: AbortSignal) =>
    engine.ask(question(sql, { x: 'quantity' }), { signal }).catch((error: unknown) => error)
  const [crowd, waiting] = [new AbortController(), new AbortController()]
  const running = Array.from({ length: 20 }, () => ask(crowd.signal))
  const last = ask(waiting.signal)
  await sleep(50)
  waiting.abort(new Error('told to stop'))
  await sleep(50)
  crowd.abort(new Error('told to stop'))
  const told = performance.now()
  for (const outcome of await Promise.all([...running, last]))
    expect(outcome).toMatchObject({ message: 'told to stop' })
  expect(performance.now() - told).toBeLessThan(2_000)
})

const slow_from = (turn: number) => ({ from: `2026-01-${String(1 + (turn % 28)).padStart(2, '0')}` })
const january = { from: '2026-01-01', to: '2026-01-31' }
const ways: Readonly<Record<string, (turn: number) => { path: string; body?: object }>> = {
  'an answer': (turn) => ({ path: ask('slow', slow_from(turn)) }),
  'an explanation': (turn) => ({ path: ask('slow', slow_from(turn)).replace('?', '/explain?') }),
  'an export': (turn) => {
    const sheet = { metric: 'test/slow', title: 'Slow', params: { ...january, ...slow_from(turn) } }
    return { path: '/api/export', body: { title: 'Slow', filters: january, sheets: [sheet] } }
  },
}

it.each(Object.keys(ways))('clients that go away before they have %s leave nothing running', async (way) => {
  const server = await testServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  for (let turn = 0; turn < times(14, 70); turn += 1) {
    const { path, body } = ways[way]!(turn)
    const headers = { 'content-type': 'application/json' }
    const options = { port, host: '127.0.0.1', path, method: body ? 'POST' : 'GET', headers }
    const client = request(options).on('error', () => {})
    client.end(body && JSON.stringify(body))
    if (turn % 2)
      await expect.poll(() => server.answering.slots.running, { interval: 1, timeout: 10_000 }).toBe(1)
    await sleep(dice.below(60))
    client.destroy()
    const gone = performance.now()
    while (server.answering.slots.running > 0 && performance.now() - gone < 2_000) await sleep(1)
    figures.disconnects += 1
    figures.still_running += server.answering.slots.running
    settled(performance.now() - gone)
  }
  const after = await server.app.inject({ url: ask('sales') })
  expect(after.statusCode).toBe(200)
  await server.close()
  expect(figures.still_running).toBe(0)
})

it('nothing goes on unseen', () => {
  report('deadline and disconnect', figures)
  expect(figures.still_running).toBe(0)
  expect(figures.later_than_100_ms).toBeLessThanOrEqual(figures.stopped * 0.05)
})
