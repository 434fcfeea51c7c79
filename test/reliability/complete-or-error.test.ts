import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { RecordBatchStreamWriter, Table, tableFromIPC } from 'apache-arrow'
import ExcelJS from 'exceljs'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import { formats } from '../../server/routes/formats/formats.ts'
import { arrowRows } from '../../web/lib/arrow-rows.ts'
import { question, temporaryFolder, writeSnapshot } from '../engine/small-snapshot.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { ask, testMetrics, testServer } from '../routes/test-server.ts'
import { report, times } from './tier.ts'

type Server = Awaited<ReturnType<typeof testServer>>
let server: Server
const dice = new Dice(20260707)
const rows = 5_000
/** The longest answer that may be given. */
const most_rows = 20_000
const tries = times(20, 100)
const figures = { failures_planted: 0, interrupts: 0, cut_short: 0, looked_complete: 0 }

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const two = (n: number) => String(n).padStart(2, '0')
const inject = (url: string) => server.app.inject({ url })
const fragile = (format: string, more: Record<string, string> = {}) =>
  ask('fragile', { rows: String(rows), format, ...more })

/** What a client is told of a failure: nothing of its cause. */
const failed = {
  error: {
    code: 'query_failed',
    message: expect.not.stringMatching(/planted|error|select|fragile|\.ts/i) as string,
  },
}

/** How many rows a reader finds in an answer; an exception for what no reader takes for one. */
async function rowsIn(format: string, body: Buffer): Promise<number> {
  if (format === 'json') return (JSON.parse(body.toString()) as { rows: unknown[] }).rows.length
  if (format === 'arrow') {
    const { columns } = testMetrics.find(({ id }) => id === 'test/fragile')!
    return arrowRows(new Uint8Array(body), columns).rows.length
  }
  if (format === 'csv') return body.toString().trim().split('\r\n').length - 1
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(body as never)
  return workbook.worksheets[0]!.rowCount - 1
}

/** How many rows each sheet of a workbook has, but for the one that says what it is. */
async function sheetRows(body: Buffer): Promise<number[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(body as never)
  return workbook.worksheets.slice(0, -1).map(({ rowCount }) => rowCount - 1)
}

describe('an answer is complete or an error', () => {
  it.each(formats)('a whole answer as %s has every row, up to the longest', async (format) => {
    for (const count of [0, 1, rows, most_rows]) {
      const { statusCode, rawPayload } = await inject(fragile(format, { rows: String(count) }))
      expect(statusCode).toBe(200)
      expect(await rowsIn(format, rawPayload)).toBe(count)
    }
  })

  it.each(formats)('an answer longer than that is an error as %s', async (format) => {
    const { statusCode, body } = await inject(ask('endless', { format }))
    const { error } = JSON.parse(body) as { error: { code: string; message: string } }
    expect([statusCode, error.code]).toEqual([422, 'too_many_rows'])
    expect(error.message).toMatch(new RegExp(`\\b${most_rows}\\b`))
  })

  it.each(formats)('a failure at any row gives an error as %s, never a shorter answer', async (format) => {
    for (let turn = 0; turn < tries; turn += 1) {
      const fails_at = turn === 0 ? rows - 1 : dice.below(rows)
      const { statusCode, headers, rawPayload } = await inject(
        fragile(format, { fails_at: String(fails_at) }),
      )
      figures.failures_planted += 1
      if (statusCode !== 500 || !String(headers['content-type']).startsWith('application/json'))
        figures.looked_complete += 1
      expect(JSON.parse(rawPayload.toString())).toEqual(failed)
    }
  })

  it('a failure in an explanation gives an error, never fewer rows read', async () => {
    for (let turn = 0; turn < tries; turn += 1) {
      const asked = ask('fragile', { rows: String(rows), fails_at: String(dice.below(rows)) })
      const { statusCode, rawPayload } = await inject(asked.replace('?', '/explain?'))
      figures.failures_planted += 1
      if (statusCode !== 500) figures.looked_complete += 1
      expect(JSON.parse(rawPayload.toString())).toEqual(failed)
    }
  })

  it('a failure in any sheet fails the whole workbook', async () => {
    for (let turn = 0; turn < Math.min(tries, 40); turn += 1) {
      const sheet = (fails_at: number) => ({
        metric: 'test/fragile',
        title: `sheet ${fails_at}`,
        params: { from: '2026-01-01', to: '2026-01-31', rows: 50, fails_at },
      })
      const { statusCode, rawPayload } = await server.app.inject({
        method: 'POST',
        url: '/api/export',
        payload: {
          title: 'Everything',
          filters: { from: '2026-01-01', to: '2026-01-31' },
          sheets: [sheet(1_000), sheet(dice.below(50)), sheet(1_001)],
        },
      })
      figures.failures_planted += 1
      if (statusCode !== 500) figures.looked_complete += 1
      expect(JSON.parse(rawPayload.toString())).toEqual(failed)
    }
  })

  it('a deadline at any moment gives the whole answer in every format or an error', async () => {
    for (const deadline_ms of [1, 2, 4, 7, 12, 20]) {
      const hurried = await testServer({ deadline_ms })
      for (let turn = 0; turn < tries; turn += 1) {
        const format = formats[turn % formats.length]!
        const from = `2025-${two(1 + (turn % 12))}-${two(1 + Math.floor(turn / 12))}`
        const url = fragile(format, { rows: String(most_rows), from })
        const { statusCode, rawPayload } = await hurried.app.inject({ url })
        figures.interrupts += 1
        if (statusCode === 200) expect(await rowsIn(format, rawPayload)).toBe(most_rows)
        else expect(JSON.parse(rawPayload.toString()).error.code).toBe('too_slow')
      }
      await hurried.close()
    }
  })

  it('and so does one of an explanation or a workbook', async () => {
    const from = (turn: number) => `2025-${two(1 + (turn % 12))}-${two(1 + (turn % 28))}`
    const explained = (server: Server, turn: number) =>
      server.app.inject({
        url: fragile('json', { from: from(turn) })
          .replace('&format=json', '')
          .replace('?', '/explain?'),
      })
    const exported = (server: Server, turn: number) => {
      const params = { from: from(turn), to: '2026-01-31', rows: 400 }
      const sheets = [1, 2].map((n) => ({ metric: 'test/fragile', title: `Sheet ${n}`, params }))
      const payload = { title: 'Both', filters: params, sheets }
      return server.app.inject({ method: 'POST', url: '/api/export', payload })
    }
    const { rows_read } = (await explained(server, 0)).json() as { rows_read: number }
    const seen = { 200: 0, 504: 0 }
    for (const deadline_ms of [1, 3, 6, 12, 25, 400]) {
      const hurried = await testServer({ deadline_ms })
      for (let turn = 0; turn < tries; turn += 1) {
        const explains = turn % 2 > 0
        const { statusCode, rawPayload } = await (explains ? explained : exported)(hurried, turn)
        figures.interrupts += 1
        seen[statusCode as 200] += 1
        if (statusCode !== 200) expect(JSON.parse(rawPayload.toString()).error.code).toBe('too_slow')
        else if (explains) expect(JSON.parse(rawPayload.toString()).rows_read).toBe(rows_read)
        else expect(await sheetRows(rawPayload)).toEqual([400, 400])
      }
      await hurried.close()
    }
    expect(Math.min(seen[200], seen[504])).toBeGreaterThan(0)
  })
})

describe('what statistics read, which is longer than any answer,', () => {
  const long = 190_000
  const reading = question(
    `select range as n, case when range = $fails_at then error('planted') else repeat('n', 10) || range end as name
       from range(${long})`,
    { n: 'count', name: 'text' },
  )
  const failing = (fails_at: number) => ({
    ...reading,
    params: { fails_at },
    kinds: { fails_at: 'count' as const },
  })

  it('is complete or an error, wherever it fails or is stopped', async () => {
    const folder = await temporaryFolder()
    const engine = await openDuckDb(await writeSnapshot(join(folder.path, 'a.duckdb'), 'v1'), { threads: 2 })
    expect((await engine.ask(failing(long))).row_count).toBe(long)
    for (let turn = 0; turn < tries; turn += 1) {
      const fails_at = turn === 0 ? long - 1 : Math.floor(long * (0.5 + dice.roll() / 2))
      const outcome = await engine.ask(failing(fails_at)).catch((error: { code: string }) => error)
      figures.failures_planted += 1
      if ('row_count' in outcome) figures.looked_complete += 1
      else expect(outcome.code).toBe('query_failed')
    }
    for (let turn = 0; turn < tries; turn += 1) {
      const signal = AbortSignal.timeout(1 + dice.below(60))
      const outcome = await engine.ask(failing(long), { signal }).catch(() => null)
      figures.interrupts += 1
      if (outcome && outcome.row_count !== long) figures.looked_complete += 1
    }
    await engine.close()
    await folder.remove()
    expect(figures.looked_complete).toBe(0)
  })
})

describe('the page refuses an answer that ended early', () => {
  const { columns } = testMetrics.find(({ id }) => id === 'test/fragile')!

  it('wherever an Arrow stream is cut', async () => {
    const whole = (await inject(fragile('arrow'))).rawPayload
    for (let turn = 0; turn < times(200, 2_000); turn += 1) {
      const short = new Uint8Array(whole.subarray(0, dice.below(whole.length)))
      figures.cut_short += 1
      try {
        const read = arrowRows(short, columns)
        if (read.rows.length !== rows) figures.looked_complete += 1
      } catch {
        continue
      }
    }
    expect(figures.looked_complete).toBe(0)
  })

  it('when the last parts of an Arrow stream are missing', async () => {
    const whole = tableFromIPC((await inject(fragile('arrow'))).rawPayload)
    const parts = Array.from({ length: 10 }, (_, n) => whole.slice((n * rows) / 10, ((n + 1) * rows) / 10))
    const sent = (count: number) =>
      RecordBatchStreamWriter.writeAll(
        new Table(
          whole.schema,
          parts.slice(0, count).flatMap(({ batches }) => batches),
        ),
      ).toUint8Array(true)
    for (let count = 0; count < parts.length; count += 1) {
      figures.cut_short += 1
      expect(() => arrowRows(sent(count), columns)).toThrow('ended early')
    }
    expect(arrowRows(sent(parts.length), columns).rows).toHaveLength(rows)
  })

  it('when the connection breaks in the middle of a body', async () => {
    const whole = (await inject(fragile('arrow'))).rawPayload
    const broken = createServer((_, response) => {
      response.writeHead(200, { 'content-length': whole.length })
      response.write(whole.subarray(0, dice.below(whole.length - 1)), () => response.destroy())
    }).listen(0, '127.0.0.1')
    const { port } = await new Promise<AddressInfo>((resolve) =>
      broken.once('listening', () => resolve(broken.address() as AddressInfo)),
    )
    for (let turn = 0; turn < tries; turn += 1) {
      figures.cut_short += 1
      const read = fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.arrayBuffer())
      await expect(read).rejects.toThrow()
    }
    broken.close()
  })
})

describe('streaming results, which end as if complete when they fail,', () => {
  const lint = async (code: string, filePath: string) => {
    const [result] = await new ESLint().lintText(code, { filePath })
    return result!.messages.map(({ ruleId }) => ruleId)
  }

  it.each([
    ...['stream', 'streamAndRead', 'streamAndReadAll', 'streamAndReadUntil'],
    ...['startStream', 'startStreamThenRead', 'startStreamThenReadAll', 'startStreamThenReadUntil'],
    ...['runAndRead', 'runAndReadUntil', 'startThenRead', 'startThenReadUntil', 'readUntil'],
    ...['fetchChunk', 'fetchAllChunks', 'yieldRows', 'yieldRowObjects', 'yieldRowsJs', 'yieldRowObjectJson'],
  ])('may not be written into the service: %s is found where it is planted', async (name) => {
    for (const call of [`connection.${name}`, `connection['${name}']`, `connection?.${name}`]) {
      const planted = `export const rows = async (connection) => ${call}('select 1')\n`
      expect(await lint(planted, 'server/engine/planted.ts'), call).toContain('no-restricted-syntax')
    }
  })

  it('may be looked for in vain where there are none', async () => {
    const fine = `export const rows = async (connection) => connection.runAndReadAll('select 1')\n`
    expect(await lint(fine, 'server/engine/planted.ts')).not.toContain('no-restricted-syntax')
  })
})

it('nothing looked complete that was not', () => {
  report('complete or an error', figures)
  expect(figures.looked_complete).toBe(0)
})
