import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { openPage, settled } from './open-page.ts'
import { chainFolder, loadSampleChain, serve, type Service } from './service.ts'

let service: Service
let browser: Browser

beforeAll(async () => {
  const folder = await chainFolder()
  await loadSampleChain(folder, 4000)
  service = await serve(folder)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const open = (path: string) => openPage(browser, service.url + path, { locale: 'en', phone: true })

/** Rests a finger on the middle of something for a while, then lifts it. */
async function rest(page: Page, on: Locator, milliseconds: number, move = 0): Promise<void> {
  await on.evaluate((node) =>
    (node as unknown as { scrollIntoView(how: object): void }).scrollIntoView({ block: 'center' }),
  )
  const box = (await on.boundingBox())!
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const fingers = await page.context().newCDPSession(page)
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  if (move > 0)
    await fingers.send('Input.dispatchTouchEvent', {
      ...{ type: 'touchMove', touchPoints: [{ ...point, y: point.y - move }] },
    })
  await page.waitForTimeout(milliseconds)
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await fingers.detach()
}

/** What a mark is and where it is. */
type Mark = readonly [name: string, path: string, find: (page: Page) => Locator]
const chart = (name: RegExp) => (page: Page) => page.getByRole('slider', { name })
const marks: readonly Mark[] = [
  ['a row of a leaderboard', '/?period=2026-Q3', (page) => page.locator('th button.name').nth(1)],
  ['a trend', '/?period=2026-Q3', chart(/^Net sales, .*arrow keys/)],
  ['a contribution', '/?period=2026-Q3', chart(/^What moved it/)],
  ['a cell of the RFM grid', '/value?period=2026-Q3', chart(/score 5 and 5/)],
  ['a ribbon of the moves', '/value?period=2026-Q3&by=tier', chart(/moved up/)],
  [
    'a row of value groups',
    '/value?period=2026-Q3',
    (page) => page.getByRole('row', { name: /^Important: value/ }),
  ],
  ['a bar of the lifecycle', '/churn?period=2026-Q3', chart(/^Customer lifecycle/)],
  ['a cell of the cohort grid', '/churn?period=2026-Q3', (page) => page.locator('td.cell a').nth(8)],
  [
    'a group of the survival curves',
    '/churn?period=2026-Q3&by=region',
    (page) => page.getByRole('row', { name: /^华东/ }),
  ],
  ['a reason', '/churn?period=2026-Q3', chart(/^What preceded/)],
  ['a band of P(alive)', '/churn/prediction?period=2026-Q3', chart(/more likely left/)],
  ['a group by CLV', '/churn/prediction?period=2026-Q3&clv_by=loyalty', chart(/of the value to come/)],
  ['a score over time', '/satisfaction?period=2026-Q3', chart(/^NPS, /)],
  ['a score', '/satisfaction?period=2026-Q3', chart(/was answered/)],
  ['a point of the control chart', '/complaints?period=2026', chart(/^Control chart/)],
  ['a root cause', '/complaints?period=2026', chart(/^Root cause/)],
  ['a cell of the complaints', '/complaints?period=2026', chart(/of store and category|No store stands out/)],
  ['a series', '/complaints?period=2026', (page) => page.locator('aside.panel li button').first()],
  ['a step of what came in and went out', '/roi?period=2026', chart(/^What came in/)],
  ['a campaign', '/roi?period=2026', chart(/tested campaigns/)],
]

describe('a finger that rests on a mark asks for its menu', () => {
  it.each(marks)('%s', async (_, path, find) => {
    const { page, complaints } = await open(path)
    const before = page.url()
    await find(page).first().waitFor()
    await rest(page, find(page).first(), 700)
    await page.getByRole('menu').waitFor()
    expect(await page.getByRole('menuitem').count()).toBeGreaterThan(0)
    await page.waitForTimeout(200)
    expect(await page.getByRole('menu').count(), 'lifting the finger leaves the menu open').toBe(1)
    expect(page.url(), 'and is no tap').toBe(before)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('a finger on a leaderboard', () => {
  it('filters by a tap, also right after a menu was closed, and opens none', async () => {
    const { page } = await open('/?period=2026-Q3')
    const row = page.locator('th button.name').nth(1)
    await rest(page, row, 700)
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await rest(page, row, 60)
    await page.waitForURL(/store=/)
    expect(await page.getByRole('menu').count()).toBe(0)
    await page.context().close()
  })

  it('scrolls the page without asking for anything', async () => {
    const { page } = await open('/?period=2026-Q3')
    const before = page.url()
    await rest(page, page.locator('th button.name').nth(1), 700, 80)
    expect(await page.getByRole('menu').count()).toBe(0)
    expect(page.url()).toBe(before)
    await page.context().close()
  })
})

/** Of every item of the open menu: whether it can be seen over its whole width. */
const items_on_top = `[...document.querySelectorAll('[role="menuitem"]')].map((item) => {
  const { left, top, width, height } = item.getBoundingClientRect()
  return [0.1, 0.3, 0.5, 0.7, 0.9].every((share) =>
    item.contains(document.elementFromPoint(left + share * width, top + height / 2)))
})`

it('the menu of a key figure lies above its card and the next', async () => {
  const { page } = await open('/?period=2026-Q3')
  for (const place of [0, 8]) {
    await page
      .locator('article')
      .nth(place)
      .getByRole('button', { name: /^Export/ })
      .tap()
    await page.getByRole('menu').waitFor()
    const on_top = await page.evaluate<boolean[]>(items_on_top)
    expect(on_top.length).toBeGreaterThan(3)
    expect(on_top).not.toContain(false)
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }
  await page.context().close()
})

it('a tap on a trend says what it was there, until something else is tapped', async () => {
  const { page } = await open('/?period=2026-Q3')
  const trend = page.getByRole('slider', { name: /^Net sales, .*arrow keys/ })
  await trend.locator('svg').waitFor()
  const panel = page.getByRole('region', { name: /^Net sales over time/ }).locator('aside')
  const latest = await panel.innerText()
  await trend.tap()
  await settled(page)
  await page.waitForTimeout(300)
  const tapped = await panel.innerText()
  expect(tapped).not.toBe(latest)
  const [day] = (await trend.getAttribute('aria-valuetext'))!.split(': ')
  expect(tapped).toContain(day)
  await page.getByRole('heading', { level: 1 }).tap()
  await expect.poll(() => panel.innerText()).toBe(latest)
  await page.context().close()
})
