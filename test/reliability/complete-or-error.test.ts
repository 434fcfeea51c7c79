import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import ExcelJS from 'exceljs'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../server/routes/formats/formats.ts'
import { arrowRows } from '../../web/lib/arrow-rows.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { ask, testMetrics, testServer } from '../routes/test-server.ts'
import { report, times } from './tier.ts'

type Server = Awaited<ReturnType<typeof testServer>>
let server: Server
const dice = new Dice(20260707)
const rows = 5_000
const tries = times(20, 200)
const figures = { failures_planted: 0, interrupts: 0, cut_short: 0, looked_complete: 0 }

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const inject = (url: string) => server.app.inject({ url })
const fragile = (format: string, more: Record<string, string> = {}) =>
  ask('fragile', { rows: String(rows), format, ...more })

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

describe('an answer is complete or an error', () => {
  it.each(formats)('a whole answer as %s has every row', async (format) => {
    const { statusCode, rawPayload } = await inject(fragile(format))
    expect(statusCode).toBe(200)
    expect(await rowsIn(format, rawPayload)).toBe(rows)
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
      expect(JSON.parse(rawPayload.toString())).toEqual({
        error: expect.objectContaining({ code: 'query_failed' }) as object,
      })
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
      expect((JSON.parse(rawPayload.toString()) as { error: { code: string } }).error.code).toBe(
        'query_failed',
      )
    }
  })

  it.each(formats)('a deadline at any moment gives the whole answer as %s or an error', async (format) => {
    for (let turn = 0; turn < tries; turn += 1) {
      const hurried = await testServer({ deadline_ms: 1 + dice.below(20) })
      const { statusCode, rawPayload } = await hurried.app.inject({
        url: fragile(format, { rows: '20000' }),
      })
      await hurried.close()
      figures.interrupts += 1
      if (statusCode === 200) expect(await rowsIn(format, rawPayload)).toBe(20_000)
      else expect(JSON.parse(rawPayload.toString()).error.code).toBe('too_slow')
    }
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

  it.each(['stream', 'streamAndRead', 'streamAndReadAll', 'streamAndReadUntil', 'fetchChunk'])(
    'may not be written into the service: %s is found where it is planted',
    async (name) => {
      const planted = `export const rows = async (connection) => connection.${name}('select 1')\n`
      expect(await lint(planted, 'server/engine/planted.ts')).toContain('no-restricted-syntax')
    },
  )

  it('may be looked for in vain where there are none', async () => {
    const fine = `export const rows = async (connection) => connection.runAndReadAll('select 1')\n`
    expect(await lint(fine, 'server/engine/planted.ts')).not.toContain('no-restricted-syntax')
  })
})

it('nothing looked complete that was not', () => {
  report('complete or an error', figures)
  expect(figures.looked_complete).toBe(0)
})
