import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Job } from '../../server/load/job.ts'
import { ask, testServer, writeTestSnapshot } from './test-server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
let server: Server
afterEach(() => server.close())

async function start(...options: Parameters<typeof testServer>): Promise<Server> {
  server = await testServer(...options)
  return server
}

const running: Job = {
  ...{ id: '', kind: 'commit', state: 'running', stage: 'reading', part: null },
  ...{ rows: 20, total: null, rows_per_second: null, remaining_seconds: null },
  ...{ started_at: '2026-01-01T00:00:00Z', finished_at: null },
}

const get = async (url: string) => await server.app.inject({ url })

describe('a client that goes away', () => {
  it('frees its slot within 100 ms', async () => {
    await start()
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.app.server.address() as AddressInfo
    const client = request({ port, host: '127.0.0.1', path: ask('slow') }).on('error', () => {})
    client.end()
    await until(() => server.answering.slots.running === 1)
    await sleep(30)
    client.destroy()
    const gone = performance.now()
    await until(() => server.answering.slots.running === 0)
    expect(performance.now() - gone).toBeLessThan(100)
  })

  it('does not disturb another who asks the same', async () => {
    await start({ deadline_ms: 600 })
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.app.server.address() as AddressInfo
    const client = request({ port, host: '127.0.0.1', path: ask('slow') }).on('error', () => {})
    client.end()
    await until(() => server.answering.slots.running === 1)
    const other = get(ask('slow'))
    await sleep(30)
    client.destroy()
    await sleep(50)
    expect(server.answering.slots.running).toBe(1)
    expect((await other).json().error.code).toBe('too_slow')
  })
})

describe('a question that takes too long', () => {
  it('ends at the deadline with 504 and leaves nothing running', async () => {
    await start({ deadline_ms: 150 })
    const began = performance.now()
    const response = await get(ask('slow'))
    expect(response.statusCode).toBe(504)
    expect(response.json().error.code).toBe('too_slow')
    expect(performance.now() - began).toBeLessThan(300)
    expect(server.answering.slots.running).toBe(0)
  })
})

describe('too many questions', () => {
  it('are refused at once with Retry-After, while health answers', async () => {
    await start({ slots: { running: 2, waiting: 2, wait_ms: 5_000 }, deadline_ms: 400 })
    const days = Array.from({ length: 12 }, (_, n) => `2026-01-${String(n + 1).padStart(2, '0')}`)
    const began = performance.now()
    const asked = days.map(async (from) => ({
      ...(await summary(ask('slow', { from }))),
      took: performance.now() - began,
    }))
    expect((await get('/healthz')).statusCode).toBe(200)
    const answers = await Promise.all(asked)
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused).toHaveLength(8)
    expect(refused.every(({ retry, code, took }) => retry === '1' && code === 'busy' && took < 200)).toBe(
      true,
    )
    expect(answers.filter(({ status }) => status === 504)).toHaveLength(4)
    expect((await get(ask('sales'))).statusCode).toBe(200)
  })

  it('that have waited too long are refused', async () => {
    await start({ slots: { running: 1, waiting: 5, wait_ms: 50 }, deadline_ms: 300 })
    const first = get(ask('slow'))
    const second = await get(ask('slow', { from: '2026-01-02' }))
    expect(second.statusCode).toBe(503)
    expect((await first).statusCode).toBe(504)
  })
})

describe('new data', () => {
  it('is swapped in twenty times under load, and every answer comes from one version', async () => {
    await start()
    const files = [await writeTestSnapshot(server.folder, 'v2'), await writeTestSnapshot(server.folder, 'v3')]
    const answers: { version: string; data_version: string }[] = []
    let loading = true
    const client = async (n: number) => {
      for (let turn = 0; loading; turn += 1) {
        const to = `2026-02-${String(((turn + n) % 28) + 1).padStart(2, '0')}`
        const { data_version, rows } = (await get(ask('version', { to }))).json()
        answers.push({ data_version, version: rows[0].version })
        await sleep(0)
      }
    }
    const clients = [1, 2, 3, 4].map(client)
    for (let turn = 0; turn < 20; turn += 1) {
      await server.engine.swap(files[turn % 2]!)
      await sleep(10)
    }
    loading = false
    await Promise.all(clients)
    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter(({ version, data_version }) => version !== data_version)).toEqual([])
    expect(new Set(answers.map(({ version }) => version))).toContain('v3')
  })

  it('changes the tag of an answer', async () => {
    await start()
    const before = await get(ask('sales'))
    await server.engine.swap(await writeTestSnapshot(server.folder, 'v2'))
    const headers = { 'if-none-match': before.headers.etag as string }
    const after = await server.app.inject({ url: ask('sales'), headers })
    expect(after.statusCode).toBe(200)
    expect(after.json().data_version).toBe('v2')
  })
})

describe('a server that stops', () => {
  it('finishes the answer that is under way and refuses later ones', async () => {
    await start({ deadline_ms: 300 })
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.app.server.address() as AddressInfo
    const slow = fetch(`http://127.0.0.1:${port}${ask('slow')}`)
    await until(() => server.answering.slots.running === 1)
    const closed = server.app.close()
    await sleep(20)
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed')
    expect((await slow).status).toBe(504)
    await closed
  })
})

describe('before the first data', () => {
  it('pages’ facts and health answer, questions are put off', async () => {
    await start({ prepared: false })
    const answers = await Promise.all(
      ['/healthz', '/api/chain', '/readyz', ask('sales'), ask('sales', { format: 'xlsx' })].map(summary),
    )
    expect(answers).toEqual([
      { status: 200, code: undefined, retry: undefined },
      { status: 200, code: undefined, retry: undefined },
      { status: 503, code: 'preparing', retry: '2' },
      { status: 503, code: 'preparing', retry: '2' },
      { status: 503, code: 'preparing', retry: '2' },
    ])
  })
})

describe('the chain', () => {
  it('says what day it is there, and which days have data', async () => {
    await start()
    const chain = (await get('/api/chain')).json()
    expect(chain).toEqual({
      name: null,
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
      data_version: 'v1',
      today: '2026-04-01',
      first_day: '2026-01-01',
      last_day: '2026-02-01',
      loaded: {},
      troubles: [],
    })
  })

  it('says up to which day the newest data reaches', async () => {
    await start()
    const facts = async () => (await get('/api/chain')).json<Record<string, unknown>>()
    expect(await facts()).toMatchObject({ data_version: 'v1', last_day: '2026-02-01' })
    await server.engine.swap(await writeTestSnapshot(server.folder, 'v2-later'))
    expect(await facts()).toMatchObject({ data_version: 'v2-later', last_day: '2026-02-07' })
  })

  it('says of how many contacts the cost is known, which stands for a cost ledger', async () => {
    await start()
    const loaded = async () => (await get('/api/chain')).json<{ loaded: object }>().loaded
    expect(await loaded()).toEqual({})
    await server.engine.swap(await writeTestSnapshot(server.folder, 'v2-later'))
    expect(await loaded()).toEqual({ any_cost: 6 })
  })

  it('says what is being prepared, which a check that loads nothing is not', async () => {
    const jobs: Job[] = []
    await start({ jobs: { list: () => jobs } })
    const building = async () => (await get('/api/chain')).json<{ building?: object }>().building
    jobs.push({ ...running, id: 'trial', kind: 'check' })
    expect(await building()).toBeUndefined()
    jobs.push({ ...running, id: 'real', kind: 'commit', total: 100 })
    expect(await building()).toMatchObject({ job_id: 'real', kind: 'commit', progress: 0.2 })
  })
})

it('figures for the operator count answers and refusals', async () => {
  await start()
  await get(ask('sales'))
  await get(ask('sales'))
  const { body } = await get('/metrics')
  expect(body).toContain('regulars_questions_total{outcome="answered"} 1')
  expect(body).toContain('regulars_questions_total{outcome="cached"} 1')
  expect(body).toContain(
    'regulars_http_request_seconds_count{route="/api/metrics/test/sales",status="200"} 2',
  )
})

async function summary(url: string) {
  const { statusCode, headers, body } = await get(url)
  const code = (JSON.parse(body) as { error?: { code: string } }).error?.code
  return { status: statusCode, code, retry: headers['retry-after'] }
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = performance.now() + 5_000; !condition(); await sleep(2))
    if (performance.now() > end) throw new Error('waited in vain')
}

describe('a question that needs more memory than there is', () => {
  const code = 'out_of_memory'

  it('is refused in words that help, in both languages, and the next question is answered', async () => {
    server = await testServer({ memory: 12 * 2 ** 20 })
    const greedy = (language: string) =>
      server.app.inject({ url: ask('greedy'), headers: { 'accept-language': language } })
    const [en, zh] = [await greedy('en'), await greedy('zh-CN')]
    expect([en.statusCode, en.headers['retry-after'], zh.statusCode]).toEqual([503, '5', 503])
    expect(en.json().error).toEqual({ code, message: expect.stringContaining('QUERY_MEMORY') })
    expect(zh.json().error).toEqual({ code, message: expect.stringContaining('内存不足') })
    expect((await server.app.inject(ask('sales'))).statusCode).toBe(200)
  })
})
