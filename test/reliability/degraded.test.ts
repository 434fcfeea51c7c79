import { chmodSync, chownSync, existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { line, newChain } from '../load/loaded-chain.ts'
import { liveServer, type Answer, type LiveServer } from './live-server.ts'
import { report } from './tier.ts'

const nobody = 65_534
const isRoot = process.getuid?.() === 0

let data_dir: string
let server: LiveServer

/** A server of an account that no permission is waived for, over a chain with two orders. */
beforeEach(async () => {
  const chain = newChain()
  data_dir = chain.data_dir
  await chain.load({
    purchases: [line('o1', '2026-01-01 10:00:00', 20), line('o2', '2026-01-02 10:00:00', 30)],
  })
  if (isRoot) giveTo(nobody, data_dir)
  server = await liveServer(data_dir, isRoot ? { account: { uid: nobody, gid: nobody } } : {})
})
afterEach(async () => {
  if (existsSync(data_dir)) allow(data_dir, 0o755)
  await server.stop()
})

function giveTo(account: number, path: string): void {
  chownSync(path, account, account)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(account, join(path, name))
}

/** Sets who may write to a folder and the folders in it. */
function allow(path: string, mode: number): void {
  chmodSync(path, mode)
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) chmodSync(join(path, entry.name), mode)
}

const call = (path: string) => server.call(path)

let day = 10
/** Net sales of January up to a day that was never asked for, so that nothing kept can answer. */
const freshSales = () => counted(call(`/api/metrics/kpi/sales?from=2026-01-01&to=2026-01-${(day += 1)}`))

const upload = () => counted(server.upload({ 'stores.csv': 'store_id,name\ns1,One' }))

const figures = { answered: 0, refused: 0 }
async function counted(answer: Promise<Answer>): Promise<Answer> {
  figures[(await answer).status < 400 ? 'answered' : 'refused'] += 1
  return answer
}
afterAll(() => report('a data folder that cannot be used', figures))

const codes = ({ body }: Answer) => body.troubles?.map(({ code }) => code)
const fifty = { status: 200, body: { rows: [{ net_sales: 50 }] } }

describe('a server whose data folder', () => {
  it('can no longer be written to answers as before, refuses loads, says so, and recovers', async () => {
    allow(data_dir, 0o555)
    const ready = await call('/readyz')
    expect([ready.status, codes(ready)]).toEqual([200, ['data_dir_read_only']])
    expect(ready.body).toMatchObject({ status: 'degraded' })
    expect(codes(await call('/api/chain'))).toEqual(['data_dir_read_only'])
    expect(await upload()).toMatchObject({ status: 503, body: { error: { code: 'data_dir_read_only' } } })
    expect(await freshSales()).toMatchObject(fifty)
    allow(data_dir, 0o755)
    expect(codes(await call('/readyz'))).toEqual([])
    expect((await upload()).status).toBe(201)
  })

  it('is moved away answers as before, refuses loads, makes no new folder, and recovers', async () => {
    const away = `${data_dir}-away`
    renameSync(data_dir, away)
    expect(codes(await call('/readyz'))).toEqual(['data_dir_gone'])
    expect(codes(await call('/api/chain'))).toEqual(['data_dir_gone'])
    expect(await upload()).toMatchObject({ status: 503, body: { error: { code: 'data_dir_gone' } } })
    await sleep(2_500)
    expect(await freshSales()).toMatchObject(fifty)
    expect(existsSync(data_dir)).toBe(false)
    renameSync(away, data_dir)
    expect(codes(await call('/readyz'))).toEqual([])
    expect((await upload()).status).toBe(201)
  })

  it('is deleted answers as before until it is stopped', async () => {
    rmSync(data_dir, { recursive: true })
    await sleep(2_500)
    expect(codes(await call('/readyz'))).toEqual(['data_dir_gone'])
    expect(await freshSales()).toMatchObject(fifty)
    expect((await upload()).status).toBe(503)
    expect(existsSync(data_dir)).toBe(false)
  })
})
