import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyFolder, line, newChain } from '../load/loaded-chain.ts'
import { liveServer, sending, type LiveServer } from './live-server.ts'
import { report } from './tier.ts'

let data_dir: string
let server: LiveServer
beforeEach(async () => {
  const chain = newChain(emptyFolder())
  data_dir = chain.data_dir
  await chain.load({
    purchases: [line('o1', '2026-01-01 10:00:00', 20), line('o2', '2026-01-02 10:00:00', 30)],
  })
  server = await liveServer(data_dir, { preload: join(import.meta.dirname, 'demanding-file.ts') })
})
afterEach(() => server.stop())

const january = { from: '2026-01-01', to: '2026-01-31' }
const sales = async () => {
  const { body } = await server.call(`/api/metrics/kpi/sales?${new URLSearchParams(january)}`)
  return body.rows?.[0]?.net_sales
}
const childrenOf = (pid: number) =>
  execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number)
const stores = 'store_id,name\ns1,One\ns2,Two\n'

describe('a file that kills whoever looks into it', () => {
  it('is named as too demanding, the files beside it are read, and the server goes on', async () => {
    const { body } = await server.upload({ 'demanding.csv': stores, 'stores.csv': stores })
    const looked = await server.call(`/api/uploads/${body.upload_id}`)
    expect(looked.status).toBe(200)
    expect(looked.body.unreadable).toMatchObject([
      { file: 'demanding.csv', error: { code: 'file_too_demanding' } },
    ])
    expect(looked.body.detections).toMatchObject([{ file: 'stores.csv' }])
    expect(await sales()).toBe(50)
  })
})

describe('uploads that break off in the middle', () => {
  it('leave no file and no place taken, however many', async () => {
    const uploads = join(data_dir, 'uploads')
    const begin = `--x\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\nstore_id,name\r\n`
    const broken_off = 12
    for (let turn = 0; turn < broken_off; turn += 1) {
      const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1e6 }
      const sent = request(`${server.address}/api/uploads`, { method: 'POST', headers }).on('error', () => {})
      sent.write(begin + 's1,One\r\n'.repeat(1_000 * (turn % 3)))
      const arrived = () => existsSync(uploads) && readdirSync(uploads).length
      await expect.poll(arrived, { timeout: 10_000 }).toBeGreaterThan(0)
      sent.destroy()
      await expect.poll(() => readdirSync(uploads), { timeout: 10_000 }).toEqual([])
    }
    report('uploads that broke off', { broken_off, left: readdirSync(uploads).length })
    expect((await server.upload({ 'stores.csv': stores })).status).toBe(201)
  })
})

describe('a load whose process the system kills', () => {
  it('fails in words that help, shows nothing of it, and the next one goes through', async () => {
    const header = 'order_id,line_no,store_id,channel,ordered_at,product_id,quantity,net_amount,kind\n'
    const lines = Array.from(
      { length: 40_000 },
      (_, n) => `k${n},1,s1,store,2026-01-03 10:00:00,p1,1,1,sale\n`,
    )
    const { upload_id } = (await server.upload({ 'tills.csv': header + lines.join('') })).body
    const { plan } = (await server.call(`/api/uploads/${upload_id}`)).body
    const commit = async () =>
      (await server.call(`/api/uploads/${upload_id}/commit`, sending('POST', { plan }))).body.job_id
    const ended = async (job: string | undefined) => (await server.call(`/api/jobs/${job}`)).body
    const stages: string[] = []
    for (const stage of ['reading', 'building']) {
      const job = await commit()
      await expect.poll(() => ended(job), { timeout: 30_000, interval: 5 }).toMatchObject({ stage })
      for (const pid of childrenOf(childrenOf(server.process.pid!)[0]!)) process.kill(pid, 'SIGKILL')
      await expect.poll(() => ended(job), { timeout: 30_000 }).toMatchObject({ state: 'failed' })
      const { error } = await ended(job)
      expect(error).toMatchObject({ code: 'load_died', message: expect.stringMatching(/again/i) as string })
      expect(await sales()).toBe(50)
      stages.push(stage)
    }
    const job = await commit()
    await expect.poll(() => ended(job), { timeout: 60_000 }).toMatchObject({ state: 'done' })
    expect(await sales()).toBe(40_050)
    report('loads whose process was killed', { killed_while: stages.join(' '), loaded_after: 1 })
  })
})

describe('a state store that another program holds', () => {
  it('holds up nobody: questions and health are answered, a change is put off', async () => {
    const other = new DatabaseSync(join(data_dir, 'state.db'))
    other.exec('begin immediate')
    const mapping = { name: 'tills', sources: [] }
    const began = performance.now()
    const change = server.call('/api/mappings', sending('PUT', mapping))
    await sleep(50)
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
    expect(await sales()).toBe(50)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await change).toMatchObject({ status: 503, body: { error: { code: 'state_busy' } } })
    other.exec('rollback')
    other.close()
    const saved = await fetch(`${server.address}/api/mappings`, sending('PUT', mapping))
    expect(saved.status).toBe(204)
  })
})

describe('a server that is told to stop while it exports', () => {
  it.each([0, 100, 400])('after %i ms sends the whole workbook or none, and ends well', async (after_ms) => {
    const sheets = Array.from({ length: 30 }, (_, n) => ({
      metric: 'kpi/sales',
      title: `Sheet ${n}`,
      params: { ...january, grain: 'day', to: `2026-01-${31 - (n % 20)}` },
    }))
    const body = { title: 'Everything', filters: january, sheets }
    const asked = fetch(`${server.address}/api/export`, sending('POST', body))
      .then(async (response) => ({ status: response.status, bytes: await response.arrayBuffer() }))
      .catch(() => null)
    await sleep(after_ms)
    expect(await server.stop()).toBe(0)
    const got = await asked
    report('told to stop in the middle of an export', { after_ms, status: got?.status ?? 'none' })
    if (got?.status !== 200) return expect(got?.status ?? 503).toBe(503)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(got.bytes)
    expect(workbook.worksheets).toHaveLength(31)
  })
})
