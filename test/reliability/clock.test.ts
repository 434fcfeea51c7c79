import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, line, newChain } from '../load/loaded-chain.ts'
import { liveServer, sending, type LiveServer } from './live-server.ts'
import { report } from './tier.ts'

const clock = join(emptyFolder(), 'clock')
const preload = join(import.meta.dirname, 'shifted-clock.ts')
const chain = newChain()
let server: LiveServer
beforeAll(async () => {
  await chain.load({
    purchases: [line('o1', '2026-01-01 10:00:00', 20), line('o2', '2026-01-02 10:00:00', 30)],
  })
  set(new Date())
  server = await liveServer(chain.data_dir, { preload, env: { CLOCK_FILE: clock } })
})
afterAll(() => server.stop())

const figures = { jumps: 0, answers: 0, loads: 0 }

/** Makes the clock of the running server jump to a moment. */
function set(moment: Date): void {
  figures.jumps += 1
  writeFileSync(`${clock}.new`, String(moment.getTime() - Date.now()))
  renameSync(`${clock}.new`, clock)
}

const days = (n: number) => new Date(Date.now() + n * 86_400_000)
let day = 10
/** Net sales of January up to a day that was never asked for, so that nothing kept can answer. */
async function freshSales(): Promise<number> {
  const { body } = await server.call(`/api/metrics/kpi/sales?from=2026-01-01&to=2026-01-${(day += 1)}`)
  figures.answers += 1
  return body.rows![0]!.net_sales
}
const facts = async () => {
  const { today, troubles } = (await server.call('/api/chain')).body
  return { today, troubles: troubles!.map(({ code }) => code) }
}
/** The day in Shanghai, eight hours ahead of Greenwich the whole year. */
const inShanghai = (moment: Date) => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Loads one more order as the Data page does. */
async function load(order: string): Promise<void> {
  const csv = `order_id,line_no,store_id,channel,ordered_at,product_id,quantity,net_amount,kind\n${order},1,s1,store,2026-01-03 10:00:00,p1,1,7,sale\n`
  const { upload_id } = (await server.upload({ [`${order}.csv`]: csv })).body
  const { plan } = (await server.call(`/api/uploads/${upload_id}`)).body
  const { job_id } = (await server.call(`/api/uploads/${upload_id}/commit`, sending('POST', { plan }))).body
  const ended = async () => (await server.call(`/api/jobs/${job_id}`)).body
  await expect.poll(ended, { timeout: 60_000 }).toMatchObject({ state: 'done' })
  figures.loads += 1
}

describe('a server whose clock', () => {
  it('passes midnight in the chain’s time zone shows the new day, and the same figures', async () => {
    set(new Date('2027-03-31T15:59:57Z'))
    expect(await facts()).toEqual({ today: '2027-03-31', troubles: [] })
    await expect.poll(facts, { timeout: 10_000 }).toEqual({ today: '2027-04-01', troubles: [] })
    expect(await freshSales()).toBe(50)
  })

  it('jumps ahead by a year shows that day, the same figures, and loads', async () => {
    set(days(366))
    expect(await facts()).toEqual({ today: inShanghai(days(366)), troubles: [] })
    expect(await freshSales()).toBe(50)
    await load('ahead')
    expect(await freshSales()).toBe(57)
  })

  it('jumps back behind its newest data says so, answers as before, and loads', async () => {
    set(days(0))
    expect(await facts()).toEqual({ today: inShanghai(days(0)), troubles: ['clock_behind'] })
    set(days(-400))
    expect(await facts()).toEqual({ today: inShanghai(days(-400)), troubles: ['clock_behind'] })
    expect(await freshSales()).toBe(57)
    await load('behind')
    expect(await freshSales()).toBe(64)
    const [before, after] = [await facts(), (set(days(367)), await facts())]
    expect([before.today, after.today]).toEqual([inShanghai(days(-400)), inShanghai(days(367))])
    expect(after.troubles).toEqual([])
    report('a clock that jumps', figures)
  })
})
