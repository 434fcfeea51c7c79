import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, testServer, writeTestSnapshot } from '../routes/test-server.ts'
import { report, times } from './tier.ts'

type Server = Awaited<ReturnType<typeof testServer>>
let server: Server
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

interface Answered {
  readonly data_version: string
  readonly rows: readonly { readonly version: string }[]
}
const asked = async (to: string) => {
  const response = await server.app.inject({ url: ask('version', { to }) })
  return { status: response.statusCode, answer: response.json() as Answered }
}
const day = (n: number) => `2026-02-${String((n % 28) + 1).padStart(2, '0')}`

describe('publishing never disturbs readers', () => {
  it('every answer under swaps comes from one version, and none fails', async () => {
    const files = [await writeTestSnapshot(server.folder, 'v2'), await writeTestSnapshot(server.folder, 'v3')]
    const figures = { swaps: 0, answers: 0, failed: 0, mixed: 0, slowest_ms: 0 }
    let loading = true
    const reader = async (n: number) => {
      for (let turn = n; loading; turn += 1) {
        const began = performance.now()
        const { status, answer } = await asked(day(turn))
        figures.answers += 1
        figures.slowest_ms = Math.max(figures.slowest_ms, Math.round(performance.now() - began))
        if (status !== 200) figures.failed += 1
        else if (answer.rows[0]!.version !== answer.data_version) figures.mixed += 1
        await sleep(0)
      }
    }
    const readers = [1, 2, 3, 4].map(reader)
    for (; figures.swaps < times(50, 500); figures.swaps += 1) {
      await server.engine.swap(files[figures.swaps % 2]!)
      await sleep(10)
    }
    loading = false
    await Promise.all(readers)
    report('publishing under readers', figures)
    expect(figures).toMatchObject({ failed: 0, mixed: 0 })
    expect(figures.answers).toBeGreaterThan(figures.swaps)
  })
})
