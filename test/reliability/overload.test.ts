import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../server/answering/answering.ts'
import { ask, testServer } from '../routes/test-server.ts'
import { isLong, report, times } from './tier.ts'

/** As many clients as the service serves without refusing any: one in each slot and one at each waiting place. */
const capacity = defaultLimits.slots.running + defaultLimits.slots.waiting
const seconds = times(4, 20)

let child: ChildProcess
let port: number
beforeAll(async () => {
  child = fork(fileURLToPath(new URL('./busy-server.ts', import.meta.url)), { execArgv: [] })
  ;[{ port }] = (await once(child, 'message')) as [{ port: number }]
})
afterAll(() => void child.kill())

async function memory(): Promise<number> {
  child.send('memory')
  const [{ rss }] = (await once(child, 'message')) as [{ rss: number }]
  return rss
}

interface Reply {
  readonly status: number
  readonly ms: number
  readonly retry: string | undefined
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 })
function get(path: string): Promise<Reply> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent }, (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response
      response.resume().on('end', () => {
        resolve({ status, ms: performance.now() - began, retry: headers['retry-after'] })
      })
    })
    sent.on('error', reject).end()
  })
}

let seed = 0
/** Clients that ask one new question after another; a refused one waits a little, as an impatient page would. */
async function crowd(clients: number, ms: number): Promise<Reply[]> {
  const replies: Reply[] = []
  const end = performance.now() + ms
  const client = async () => {
    while (performance.now() < end) {
      const reply = await get(ask('work', { seed: String((seed += 1)) }))
      replies.push(reply)
      if (reply.status === 503) await sleep(100)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return replies
}

function p99(replies: readonly Reply[]): number {
  const sorted = replies.map(({ ms }) => ms).sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0
}

describe('more clients than the service can serve', () => {
  const at: Record<number, { p99: number; admitted: number; refused: number }> = {}

  it.each([1, 2, 5, 10])(
    '%i times its capacity: whoever is admitted is served, the others are told when to come back',
    async (load) => {
      if (load === 1) await crowd(capacity, 1_500)
      const replies = await crowd(load * capacity, seconds * 1_000)
      const admitted = replies.filter(({ status }) => status === 200)
      const refused = replies.filter(({ status }) => status === 503)
      at[load] = { p99: p99(admitted), admitted: admitted.length, refused: refused.length }
      expect(admitted.length + refused.length).toBe(replies.length)
      expect(admitted.length).toBeGreaterThan(0)
      expect(refused.filter(({ retry }) => !Number(retry))).toEqual([])
      const { ms } = await get('/healthz')
      report(`overload at ${load} times capacity`, {
        clients: load * capacity,
        admitted: admitted.length,
        refused: refused.length,
        p99_ms: Math.round(p99(admitted)),
        health_ms: Math.round(ms),
      })
    },
  )

  it('nobody who is admitted waits more than twice as long at five times the capacity', () => {
    expect(at[5]!.p99).toBeLessThanOrEqual(2 * at[1]!.p99)
  })

  it('within five seconds no more are refused than before', async () => {
    const refusedOf = (admitted: number, refused: number) => refused / (admitted + refused)
    const before = refusedOf(at[1]!.admitted, at[1]!.refused)
    const end = performance.now() + 5_000
    let now = 1
    while (now > before && performance.now() < end) {
      const replies = await crowd(capacity, 500)
      const refused = replies.filter(({ status }) => status === 503).length
      now = refusedOf(replies.length - refused, refused)
    }
    expect(now).toBeLessThanOrEqual(before)
  })
})

it('clients that read slowly or never finish asking hold up nobody', async () => {
  const dawdlers = Array.from({ length: 60 }, (_, n) => {
    const socket = connect(port, '127.0.0.1')
    const path = ask('fragile', { rows: '20000', fails_at: String(900_000 + n) })
    socket.on('error', () => {})
    if (n % 2) socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`)
    else socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    return socket.pause()
  })
  await sleep(1_000)
  const replies = await crowd(4, 1_000)
  for (const socket of dawdlers) socket.destroy()
  expect(replies.filter(({ status }) => status !== 200)).toEqual([])
})

it('what is kept of answers keeps to its memory, and one that is larger is given all the same', async () => {
  const cache_bytes = 400_000
  const server = await testServer({ cache_bytes })
  for (let day = 1; day <= 20; day += 1) {
    const rows = day % 4 === 0 ? 20_000 : 4_000
    const from = `2026-01-${String(day).padStart(2, '0')}`
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = (await server.app.inject({ url: ask('fragile', { rows: String(rows), from }) })).json()
      expect((answer as { rows: unknown[] }).rows).toHaveLength(rows)
      expect(server.answering.cached_bytes).toBeLessThanOrEqual(cache_bytes)
    }
  }
  expect(server.answering.cached_bytes).toBeGreaterThan(0)
  await server.close()
})

it.skipIf(!isLong)('memory stays flat over ten minutes at five times the capacity', async () => {
  const seen: number[] = []
  for (let minute = 0; minute < 10; minute += 1) {
    await crowd(5 * capacity, 60_000)
    seen.push(await memory())
  }
  const [early, late] = [Math.max(...seen.slice(1, 4)), Math.max(...seen.slice(-3))]
  report('memory over ten minutes of overload', {
    early_mb: Math.round(early / 1e6),
    late_mb: Math.round(late / 1e6),
  })
  expect(late).toBeLessThan(early * 1.1)
})
