import { setTimeout as sleep } from 'node:timers/promises'
import ExcelJS from 'exceljs'
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
interface Explained {
  readonly data_version: string
  readonly freshness: readonly { readonly rows: number }[]
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

  it('an answer that waited while new data came is kept as one of the new data', async () => {
    const queueing = await testServer({
      slots: { running: 1, waiting: 5, wait_ms: 10_000 },
      deadline_ms: 1_500,
    })
    const [first, second] = await Promise.all(
      ['w1', 'w2'].map((version) => writeTestSnapshot(queueing.folder, version)),
    )
    const version = async () => (await queueing.app.inject({ url: ask('version') })).json().data_version
    await queueing.engine.swap(first!)
    const blocking = queueing.app.inject({ url: ask('slow') }).then(({ statusCode }) => statusCode)
    const waited = version()
    await expect.poll(() => queueing.answering.slots.waiting, { interval: 5 }).toBe(1)
    await queueing.engine.swap(second!)
    expect([await waited, await blocking]).toEqual(['w2', 504])
    await queueing.engine.swap(first!)
    expect(await version()).toBe('w1')
    await queueing.close()
  })

  it('an explanation is of one version in all that it says, or put off', async () => {
    const versions = ['y1', 'y2-new']
    const files = await Promise.all(versions.map((version) => writeTestSnapshot(server.folder, version)))
    const figures = { explanations: 0, whole: 0, put_off: 0, mixed: 0 }
    await server.engine.swap(files[1]!)
    for (; figures.explanations < times(16, 100); figures.explanations += 1) {
      const url = ask('work', { seed: String(figures.explanations) }).replace('?', '/explain?')
      const asked = server.app.inject({ url }).then((sent) => sent)
      await sleep(3 * (figures.explanations % 8))
      if (figures.explanations % 4 > 0) await server.engine.swap(files[figures.explanations % 2]!)
      const { statusCode, body } = await asked
      if (statusCode === 503) figures.put_off += 1
      else {
        const { data_version, freshness } = JSON.parse(body) as Explained
        figures[freshness[0]!.rows === 4 + data_version.length ? 'whole' : 'mixed'] += 1
      }
    }
    report('publishing under explanations', figures)
    expect(figures.mixed).toBe(0)
    expect(figures.put_off).toBeGreaterThan(0)
    expect(figures.whole).toBeGreaterThan(0)
  })

  it('a workbook is of one version in all its sheets and in what it says of itself, or put off', async () => {
    const files = await Promise.all(['x1', 'x2'].map((version) => writeTestSnapshot(server.folder, version)))
    const months = { from: '2026-01-01', to: '2026-02-28' }
    const sheet = (metric: string, seed?: number) => ({
      metric: `test/${metric}`,
      title: metric,
      params: { ...months, ...(seed !== undefined && { seed }) },
    })
    const figures = { exports: 0, whole: 0, put_off: 0, mixed: 0 }
    for (; figures.exports < times(16, 100); figures.exports += 1) {
      const sheets = [sheet('version'), sheet('work', figures.exports), sheet('version')]
      const payload = { title: 'Versions', filters: months, sheets }
      const asked = server.app.inject({ method: 'POST', url: '/api/export', payload }).then((sent) => sent)
      const disturbed = figures.exports % 4 > 0
      await sleep(5 * (figures.exports % 8))
      if (disturbed) await server.engine.swap(files[figures.exports % 2]!)
      const { statusCode, headers, rawPayload } = await asked
      if (statusCode === 503) {
        figures.put_off += 1
        expect(Number(headers['retry-after'])).toBeGreaterThan(0)
        continue
      }
      const workbook = new ExcelJS.Workbook()
      await workbook.xlsx.load(rawPayload as never)
      const [one, , two, about] = workbook.worksheets
      const told = about!.getColumn(2).values.find((value) => /^[vxy]\d/.test(String(value)))
      const seen = new Set([one!.getCell('A2').value, two!.getCell('A2').value, told])
      figures[seen.size === 1 ? 'whole' : 'mixed'] += 1
    }
    report('publishing under exports', figures)
    expect(figures.mixed).toBe(0)
    expect(figures.put_off).toBeGreaterThan(0)
    expect(figures.whole).toBeGreaterThan(0)
  })
})
