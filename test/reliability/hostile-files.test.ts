import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFolder, loadSampleChain, serve, type Service } from '../browser/service.ts'
import { made } from '../fixtures/files/made.ts'
import { workbook } from '../fixtures/files/workbook.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { report, times } from './tier.ts'

const dice = new Dice(1313)
const figures = { files: 0, looked_into: 0, refused: 0, broken: 0, slowest_health_ms: 0 }
let service: Service
let folder: string
let parquet: Buffer
let before: string[]

beforeAll(async () => {
  folder = await chainFolder()
  await loadSampleChain(folder, 200)
  const batches = join(folder, 'data', 'batches')
  const [batch] = readdirSync(batches)
  parquet = readFileSync(join(batches, batch!, 'purchases.parquet'))
  service = await serve(folder)
  before = readdirSync(folder)
})
afterAll(() => service?.stop())

const csv = Buffer.from('order_id,line_no,store_id,ordered_at,net_amount\n1,1,S1,2026-01-01,5\n')

async function answers(): Promise<void> {
  const began = performance.now()
  const health = await fetch(`${service.url}/healthz`)
  figures.slowest_health_ms = Math.max(figures.slowest_health_ms, Math.round(performance.now() - began))
  expect(health.status).toBe(200)
}

/** Drops a file as a person would, looks at what became of it, checks it when it could be read, and throws it away. */
async function drop(name: string, bytes: Buffer): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const sent = await fetch(`${service.url}/api/uploads`, { method: 'POST', body: form })
  figures.files += 1
  const said = (await sent.json()) as { upload_id?: string; error?: { message: string } }
  if (sent.status >= 500) figures.broken += 1
  expect(sent.status, `${name}: ${JSON.stringify(said).slice(0, 300)}`).toBeLessThan(500)
  if (!said.upload_id) {
    figures.refused += 1
    expect(said.error!.message).not.toMatch(/Error:|\.ts:|node_modules/)
    return answers()
  }
  figures.looked_into += 1
  const looked = await fetch(`${service.url}/api/uploads/${said.upload_id}`)
  expect(looked.status, name).toBeLessThan(500)
  const { plan } = (await looked.json()) as { plan?: unknown }
  if (plan) await check(said.upload_id, plan)
  await fetch(`${service.url}/api/uploads/${said.upload_id}`, { method: 'DELETE', headers: json, body: '{}' })
  return answers()
}

const json = { 'content-type': 'application/json' }
async function check(upload_id: string, plan: unknown): Promise<void> {
  const started = await fetch(`${service.url}/api/uploads/${upload_id}/check`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ plan }),
  })
  expect(started.status).toBeLessThan(500)
  const { job_id } = (await started.json()) as { job_id?: string }
  if (!job_id) return
  for (let turn = 0; turn < 600; turn += 1) {
    const { state } = (await (await fetch(`${service.url}/api/jobs/${job_id}`)).json()) as { state: string }
    if (state !== 'queued' && state !== 'running') return
    await sleep(50)
  }
  throw new Error('a check never ended')
}

describe('a hostile file cannot stop the service', () => {
  it('whatever it is called', async () => {
    const names = [
      ...[
        '../../../stolen.csv',
        '..\\..\\stolen.csv',
        'C:\\stolen.csv',
        '/etc/stolen.csv',
        'a/b/c.csv',
        '.csv',
        '..',
        '.',
      ],
      ...[
        'con.csv',
        'nul',
        '-rf.csv',
        '$(touch stolen).csv',
        '`touch stolen`.csv',
        "'; drop table x; --.csv",
        '%2e%2e%2fstolen.csv',
      ],
      ...[
        '\u202egnp.csv',
        '\ufeff.csv',
        '名\u0301.csv',
        'a\nb.csv',
        'a\u0000b.csv',
        `${'长'.repeat(200)}.csv`,
        `${'x'.repeat(5_000)}.csv`,
      ],
      ...[
        '<img src=x onerror=alert(1)>.csv',
        '=1+1.csv',
        'a.csv.exe',
        'state.db',
        'identity.key',
        'manifest.json',
        '*.csv',
        '?.csv',
      ],
    ]
    for (const name of names) await drop(name, csv)
    expect(readdirSync(folder)).toEqual(before)
  })

  it('whatever bomb or giant it is', async () => {
    for (const { file, make } of made) await drop(file, make())
  })

  it('wherever its bytes are wrong', async () => {
    const whole: [string, Buffer][] = [
      ['sales.parquet', parquet],
      ['sales.csv.gz', gzipSync(csv)],
      [
        'sales.xlsx',
        workbook([
          ['order_id', 'net_amount'],
          ['1', 5],
        ]),
      ],
      ['sales.jsonl', Buffer.from('{"order_id":"1","net_amount":5}\n'.repeat(50))],
      ['sales.csv', csv],
    ]
    for (let turn = 0; turn < times(25, 300); turn += 1) {
      const [name, bytes] = dice.pick(whole)
      const broken = Buffer.from(bytes)
      for (let k = 0; k <= dice.below(8); k += 1) broken[dice.below(broken.length)] = dice.below(256)
      await drop(name, dice.happens(0.3) ? broken.subarray(0, dice.below(broken.length)) : broken)
    }
  })

  it('and the figures are answered as before', async () => {
    report('hostile files', figures)
    const url = `${service.url}/api/metrics/kpi/sales?from=2026-07-01&to=2026-09-30&format=json`
    const { rows } = (await (await fetch(url)).json()) as { rows: { net_sales: number }[] }
    expect(rows[0]!.net_sales).toBeGreaterThan(0)
    expect(figures.broken).toBe(0)
    expect(figures.slowest_health_ms).toBeLessThan(2_000)
  })
})
