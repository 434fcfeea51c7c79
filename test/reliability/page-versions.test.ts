import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../browser/chromium.ts'
import { settled } from '../browser/open-page.ts'
import { chainFolder, command, serve, type Service } from '../browser/service.ts'
import { report } from './tier.ts'

let service: Service
let browser: Browser
beforeAll(async () => {
  const folder = await chainFolder()
  await load(folder, 40)
  service = await serve(folder)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

/** Loads so many orders of a thousand each, a day apart. */
async function load(folder: string, orders: number): Promise<void> {
  const lines = Array.from({ length: orders }, (_, n) => {
    const day = `2026-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}`
    return `o${n},1,c${n % 9},s1,store,${day} 10:00:00,p1,1,1000,sale`
  })
  const header =
    'order_id,line_no,customer_id,store_id,channel,ordered_at,product_id,quantity,net_amount,kind'
  const file = join(folder, `${orders} orders.csv`)
  writeFileSync(file, [header, ...lines].join('\n'))
  await command(folder, 'load', file)
}

const version = async () =>
  ((await (await fetch(`${service.url}/api/chain`)).json()) as { data_version: string }).data_version

describe('a page that is loading while new data is published', () => {
  it('turns to the new data as a whole: what it last showed of each card is of one version', async () => {
    const before = await version()
    const page = await browser.newPage({ locale: 'en' })
    const shown = new Map<string, string>()
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname
      const from = response.headers()['x-data-version']
      if (path.startsWith('/api/metrics/') && from) shown.set(path, from)
    })
    const held: Route[] = []
    let [holding, asked] = [true, 0]
    await page.route('**/api/metrics/**', async (route) => {
      asked += 1
      if (holding && asked % 2) held.push(route)
      else await route.continue()
    })
    await page.goto(`${service.url}/?period=2026-Q1`)
    await expect.poll(() => Math.min(held.length, shown.size), { timeout: 20_000 }).toBeGreaterThan(2)
    await load(service.folder, 60)
    await expect.poll(version, { timeout: 20_000 }).not.toBe(before)
    const after = await version()
    expect(new Set(shown.values())).toEqual(new Set([before]))
    holding = false
    for (const route of held) await route.continue().catch(() => {})
    await expect.poll(() => new Set(shown.values()), { timeout: 20_000 }).toEqual(new Set([after]))
    await settled(page)
    expect(new Set(shown.values())).toEqual(new Set([after]))
    expect(await page.locator('main').innerText()).toMatch(/60\.0K/)
    report('a page while new data comes', { cards: shown.size, held: held.length, questions: asked })
    await page.close()
  })
})
