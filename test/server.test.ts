import { open, rm, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { metricById } from '../queries/index.ts'
import type { Metric } from '../queries/metric.ts'
import { readConfig } from '../server/config.ts'
import { modelOf, readModel } from '../server/load/build-model.ts'
import { withDuckDb } from '../server/load/process-duckdb.ts'
import { startServer } from '../server/server.ts'
import type { RunningServer } from '../server/server.ts'
import { currentSnapshot } from '../server/state/ledger.ts'
import { openState } from '../server/state/state.ts'
import { emptyFolder, line, newChain } from './load/loaded-chain.ts'
import type { Chain } from './load/loaded-chain.ts'

const quiet = pino({ level: 'silent' })
const purchases = [line('o1', '2026-01-01 10:00:00', 20), line('o2', '2026-01-02 10:00:00', 30)]
const sales = '/api/metrics/kpi/sales?from=2026-01-01&to=2026-01-31'

let chain: Chain
let server: RunningServer
beforeEach(async () => {
  chain = newChain()
  await chain.load({ purchases })
})
afterEach(() => server.close())

async function start(): Promise<void> {
  server = await startServer(readConfig({ PORT: '0', DATA_DIR: chain.data_dir }), quiet)
}

async function get(path: string) {
  const response = await fetch(server.address + path)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function published() {
  const state = openState(chain.data_dir)
  const { path, seq } = currentSnapshot(state)!
  state.close()
  return { path, seq }
}

const eventually = { timeout: 20_000, interval: 50 }

describe('a server', () => {
  it('serves what is loaded as soon as it listens', async () => {
    await start()
    expect((await get('/readyz')).status).toBe(200)
    expect((await get(sales)).body).toMatchObject({ rows: [{ net_sales: 50, orders: 2 }] })
  })

  it('answers and explains every metric of the product in every format', async () => {
    await start()
    const { metrics } = (await get('/api/metrics')).body as { metrics: Metric[] }
    expect(metrics.map(({ id }) => id)).toEqual([...metricById.keys()])
    for (const { id, params } of metrics) {
      const base = 'base_from' in params ? '&base_from=2025-12-01&base_to=2025-12-31' : ''
      const asked = `/api/metrics/${id}?from=2026-01-01&to=2026-01-31${base}`
      for (const format of ['json', 'arrow', 'csv', 'xlsx']) {
        const { status } = await fetch(`${server.address}${asked}&format=${format}`)
        expect({ id, format, status }).toEqual({ id, format, status: 200 })
      }
      const { body } = await get(asked.replace('?', '/explain?'))
      expect(body).toMatchObject({
        id,
        rows_read: expect.any(Number) as number,
        sql: expect.any(String) as string,
      })
    }
  })

  it('describes itself as valid OpenAPI 3.1', async () => {
    await start()
    const { body } = await get('/api/openapi.json')
    const result = await new Validator().validate(JSON.stringify(body, null, 1))
    expect(result).toEqual({ valid: true })
    expect(Object.keys(body.paths as object)).toContain('/api/metrics/kpi/sales')
  })

  it('takes over what another process has loaded', async () => {
    await start()
    await chain.load({ purchases: [line('o3', '2026-01-03 10:00:00', 50)] })
    await expect
      .poll(async () => (await get(sales)).body, eventually)
      .toMatchObject({ rows: [{ net_sales: 100 }] })
  })

  it('builds a snapshot that is missing again, while pages already answer', async () => {
    await rm(published().path)
    await start()
    expect(await get(sales)).toMatchObject({ status: 503, body: { error: { code: 'preparing' } } })
    expect((await get('/api/chain')).body).toMatchObject({
      data_version: null,
      building: { kind: 'rebuild' },
    })
    await expect
      .poll(async () => (await get(sales)).body, eventually)
      .toMatchObject({ rows: [{ net_sales: 50 }] })
  })

  it('never answers from a snapshot that was found wrong when it started', async () => {
    const { path, seq } = published()
    await withDuckDb(path, { work_dir: emptyFolder() }, async (connection) => {
      await connection.run("delete from sale_day where day = date '2026-01-02'")
    })
    await start()
    const seen = new Set<unknown>()
    const askUntilRebuilt = async () => {
      const { status, body } = await get(sales)
      seen.add(status === 200 ? (body.rows as { net_sales: number }[])[0]!.net_sales : status)
      return published().seq > seq && seen.has(50)
    }
    await expect.poll(askUntilRebuilt, eventually).toBe(true)
    expect([...seen].filter((answer) => answer !== 503)).toEqual([50])
  })

  it('goes on with what it understands when another version of the product loads', async () => {
    await start()
    const { marts, sql, macros } = readModel()
    const another = modelOf(
      marts,
      { ...sql, sale_day: `${sql.sale_day}\n-- as another version has it` },
      macros,
    )
    await newChain(chain.data_dir, another).load({ purchases: [line('o3', '2026-01-03 10:00:00', 50)] })
    await sleep(2_500)
    expect((await get(sales)).body).toMatchObject({ rows: [{ net_sales: 50 }] })
  })

  it('builds a snapshot again that is damaged while it serves, and never answers wrongly', async () => {
    const many = Array.from({ length: 8_000 }, (_, n) =>
      line(`many${n}`, `2026-03-${String((n % 28) + 1).padStart(2, '0')} 10:00:00`, 1 + (n % 997) / 100, {
        customer_id: `c${n}`,
      }),
    )
    await chain.load({ purchases: many })
    await start()
    const { path, seq } = published()
    const { size } = await stat(path)
    const file = await open(path, 'r+')
    for (let at = 12_288 + 500; at < size; at += 4_096) await file.write('damage', at)
    await file.close()
    const answers: Awaited<ReturnType<typeof get>>[] = []
    const march = '/api/metrics/kpi/customers?from=2026-03-01&to=2026-03-31&lapse_days='
    const askUntilRebuilt = async () => {
      answers.push(await get(march + (answers.length + 1)))
      return published().seq
    }
    await expect.poll(askUntilRebuilt, eventually).toBeGreaterThan(seq)
    await expect.poll(async () => (await get(`${march}999`)).status, eventually).toBe(200)
    answers.push(await get(`${march}999`))
    expect(answers[0]!.status).toBe(500)
    for (const { status, body } of answers)
      if (status === 200) expect(body).toMatchObject({ rows: [{ active_customers: 8_000 }] })
      else expect(status).toBe(500)
  })

  it('says so when its port is taken', async () => {
    await start()
    const port = new URL(server.address).port
    const other = startServer(readConfig({ PORT: port, DATA_DIR: newChain().data_dir }), quiet)
    await expect(other).rejects.toMatchObject({ code: 'port_taken' })
  })
})
