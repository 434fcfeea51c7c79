import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { axeViolations, openPage, settled } from './open-page.ts'
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

const open = (path: string) => openPage(browser, service.url + path, { locale: 'en' })
const numberIn = (text: string | null, pattern: RegExp) =>
  Number(pattern.exec(text ?? '')?.[1]?.replaceAll(',', ''))

/** The number of customers that the page says it lists. */
async function listed(page: Page): Promise<number> {
  await page.waitForURL(/\/customers/)
  await settled(page)
  return numberIn(await page.locator('main header p').first().innerText(), /(?:^|Customers: )([\d,]+)\b/)
}

/** A chart once it is drawn. */
async function drawn(page: Page, name: RegExp): Promise<Locator> {
  const chart = page.getByRole('slider', { name })
  await chart.locator('svg').waitFor()
  await chart.scrollIntoViewIfNeeded()
  return chart
}

/** Moves the pointer over a chart, from top to bottom at a share of its width, until it names what is looked for. */
async function pointAt(page: Page, chart: Locator, across: number, wanted: RegExp): Promise<string> {
  const { x, y, width, height } = (await chart.boundingBox())!
  for (let down = 4; down < height; down += 4) {
    await page.mouse.move(x + across * width, y + down)
    const text = await chart.getAttribute('aria-valuetext')
    if ((await chart.getAttribute('aria-valuenow')) !== (await chart.getAttribute('aria-valuemax')))
      if (wanted.test(text ?? '')) {
        await page.mouse.down()
        await page.mouse.up()
        return text!
      }
  }
  throw new Error(`nothing there says ${wanted}`)
}

/** Presses keys on a chart, then opens the menu of where they led. */
async function menuOf(chart: Locator, ...keys: string[]): Promise<string> {
  for (const key of keys) await chart.press(key)
  const text = await chart.getAttribute('aria-valuetext')
  await chart.press('Shift+F10')
  return text!
}
const choose = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name }).click()

describe('a mark opens as many customers as it says', () => {
  it('in a cell of the RFM grid, clicked', async () => {
    const { page, complaints } = await open('/value?period=2026-Q3')
    const grid = await drawn(page, /score 5 and 5/)
    const cell = await pointAt(page, grid, 0.9, /^R\dF5: [1-9]/)
    expect(await listed(page)).toBe(numberIn(cell, /: ([\d,]+) customers/))
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('in a ribbon and a group of the moves, clicked', async () => {
    const { page } = await open('/value?period=2026-Q3&by=tier')
    const ribbon = await pointAt(page, await drawn(page, /moved up/), 0.5, /→/)
    expect(await listed(page)).toBe(numberIn(ribbon, /: ([\d,]+) customers/))
    await page.goBack()
    await settled(page)
    const group = await pointAt(page, await drawn(page, /moved up/), 0.005, /30 Jun 2026/)
    expect(await listed(page)).toBe(numberIn(group, /: ([\d,]+) customers/))
    await page.context().close()
  })

  it('in a row of value groups, by its menu: the group, and who joined it', async () => {
    const { page } = await open('/value?period=2026-Q3')
    const row = page.getByRole('row', { name: /^Important: value/ })
    const count = numberIn(await row.innerText(), /([\d,]+)/)
    await row.getByRole('button', { name: 'More about Important: value' }).click()
    expect(await axeViolations(page)).toEqual([])
    await choose(page, 'See the customers')
    expect(await listed(page)).toBe(count)
    await page.goBack()
    await settled(page)
    await row.getByRole('link').press('Shift+F10')
    await choose(page, 'See who joined since 30 Jun 2026')
    const joined = await listed(page)
    expect(joined).toBeGreaterThan(0)
    expect(joined).toBeLessThan(count)
    await page.context().close()
  })

  it('in a cell of the cohort grid: who came back by a click, who did not by its menu', async () => {
    const { page } = await open('/churn?period=2026-Q3')
    const cell = page.locator('td.cell a').nth(8)
    const said = await cell.getAttribute('title')
    const [kept, base] = [numberIn(said, /: ([\d,]+) of/), numberIn(said, /of ([\d,]+),/)]
    await cell.click()
    expect(await listed(page)).toBe(kept)
    await page.goBack()
    await settled(page)
    await cell.click({ button: 'right' })
    await choose(page, 'See who did not come back')
    expect(await listed(page)).toBe(base - kept)
    await page.context().close()
  })

  it('in a group of the survival curves, all of it and its two parts', async () => {
    const { page } = await open('/churn?period=2026-Q3&by=region')
    const row = page.getByRole('row', { name: /^华东/ })
    const count = numberIn(await row.innerText(), /([\d,]+)/)
    const parts: number[] = []
    for (const part of ['See the customers', 'See who lapsed', 'See who has not lapsed']) {
      await row.getByRole('button').click()
      await choose(page, part)
      parts.push(await listed(page))
      await page.goBack()
      await settled(page)
    }
    expect(parts[0]).toBe(count)
    expect(parts[1]! + parts[2]!).toBe(count)
    await page.context().close()
  })

  it('in a bar of the lifecycle, by its menu', async () => {
    const { page } = await open('/churn?period=2026-Q3')
    const bar = await menuOf(await drawn(page, /^Customer lifecycle/), 'Home')
    await choose(page, 'See the customers: Lapsed')
    expect(await listed(page)).toBe(numberIn(bar, /Lapsed ([\d,]+)/))
    await page.context().close()
  })

  it('in a row of CLV, by its menu', async () => {
    const { page } = await open('/churn/prediction?period=2026-Q3&clv_by=loyalty')
    const row = await menuOf(await drawn(page, /of the value to come/), 'Home')
    await choose(page, 'See the customers')
    expect(await listed(page)).toBe(numberIn(row, /: ([\d,]+) customers/))
    await page.context().close()
  })

  it('in the row by CLV of those in no value group, by its menu and clicked', async () => {
    const { page } = await open('/churn/prediction?period=2026-Q3&clv_by=segment')
    const groups = await drawn(page, /of the value to come/)
    const in_none = async () => {
      await groups.press('Home')
      while (!/^no purchase/.test((await groups.getAttribute('aria-valuetext'))!))
        await groups.press('ArrowDown')
    }
    await in_none()
    const row = await menuOf(groups)
    await choose(page, 'See the customers')
    expect(await listed(page)).toBe(numberIn(row, /: ([\d,]+) customers/))
    await page.goBack()
    await settled(page)
    await in_none()
    await groups.press('Enter')
    expect(await listed(page)).toBe(numberIn(row, /: ([\d,]+) customers/))
    await page.context().close()
  })

  it('in a cell of the complaints, at most as many as complained', async () => {
    const { page } = await open('/complaints?period=2026')
    const heat = await drawn(page, /of store and category|No store stands out/)
    await heat.press('Home')
    const received = async () => numberIn(await heat.getAttribute('aria-valuetext'), /: (\d+), expected/)
    while ((await received()) < 3) await heat.press('ArrowDown')
    const complaints = await received()
    await menuOf(heat)
    await choose(page, 'See the customers')
    const people = await listed(page)
    expect(people).toBeGreaterThan(0)
    expect(people).toBeLessThanOrEqual(complaints)
    await page.context().close()
  })
})

it('the map of complaints shows the stores of the regions looked at, compared with all', async () => {
  const { page } = await open('/complaints?period=2026&region=华南')
  const heat = await drawn(page, /of store and category|No store stands out/)
  const shown = new Set<string>()
  await heat.press('Home')
  for (let left = Number(await heat.getAttribute('aria-valuemax')); left >= 0; left -= 1) {
    shown.add((await heat.getAttribute('aria-valuetext'))!.split(' · ')[0]!)
    await heat.press('ArrowDown')
  }
  const asked = await fetch(`${service.url}/api/metrics/data/members?from=2026-10-31&to=2026-10-31`)
  const { rows } = (await asked.json()) as { rows: Record<'dimension' | 'label' | 'parent', string>[] }
  const stores = rows.filter(({ dimension, parent }) => dimension === 'store' && parent === '华南')
  expect(shown.size).toBeGreaterThan(0)
  expect(stores.map(({ label }) => label)).toEqual(expect.arrayContaining([...shown]))
  await page.context().close()
})

describe('the ROI page', () => {
  it('sets what came in beside what it cost, over time, and ends it again', async () => {
    const { page, complaints } = await open('/roi?period=2026')
    const steps = await drawn(page, /What came in, what it cost/)
    await menuOf(steps, 'Home')
    await choose(page, 'Compare over time')
    await menuOf(steps, 'Home', 'ArrowDown', 'ArrowDown')
    await choose(page, 'Compare over time')
    const card = page.getByRole('region', { name: 'What came in and what it cost, over time' })
    await card.getByText('Incremental margin').first().waitFor()
    await card.getByText(/^Cost/).first().waitFor()
    await settled(page)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'End the comparison' }).click()
    await card.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('opens the treated up to a point of the Qini curve, at its end all of them', async () => {
    const { page } = await open('/roi?period=2026-Q3')
    const treated = numberIn(
      await page
        .getByText(/treated\s→/)
        .first()
        .innerText(),
      /([\d,]+)/,
    )
    const counts: number[] = []
    for (const back of [4, 0]) {
      const curve = await drawn(page, /\(Qini\)/)
      await menuOf(curve, 'End', ...Array.from({ length: back }, () => 'ArrowLeft'))
      await choose(page, /treated up to here/)
      counts.push(await listed(page))
      await page.goBack()
      await settled(page)
    }
    expect(counts[0]).toBeLessThan(treated)
    expect(counts[1]).toBe(treated)
    await page.context().close()
  })

  it('opens whom a campaign without a control group is compared with, by a link and by the menu of the reading', async () => {
    const { page, complaints } = await open('/roi?period=2026-Q1&campaign=C2602')
    const link = page.getByRole('link', { name: /^Compared with/ })
    const count = numberIn(await link.innerText(), /([\d,]+)/)
    expect(count).toBeGreaterThan(0)
    await link.click()
    expect(await listed(page)).toBe(count)
    await page.goBack()
    await settled(page)
    await menuOf(await drawn(page, /^Three readings/), 'End')
    await choose(page, 'See whom they are compared with')
    expect(await listed(page)).toBe(count)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads from what a new customer cost and brings to those who are new', async () => {
    const { page } = await open('/roi?period=2026-Q1')
    const card = page.getByRole('region', { name: 'CLV : CAC' })
    const count = numberIn(await card.innerText(), /([\d,]+) new customers/)
    await card.getByRole('link').first().click()
    expect(await listed(page)).toBe(count)
    await page.context().close()
  })

  it('opens the redeemers and the people like them that it compares, and parts them by who came back', async () => {
    const { page } = await open('/roi?period=2026-Q1')
    const words = await page.getByText(/redeemers against/).innerText()
    const matched = [numberIn(words, /([\d,]+) redeemers/), numberIn(words, /against ([\d,]+) people/)]
    for (const [place, count] of matched.entries()) {
      const parts: number[] = []
      for (const part of ['See the customers', 'See who came back', 'See who did not']) {
        const bars = await drawn(page, /edeemers|edeemed/)
        await menuOf(bars, 'Home', ...Array.from({ length: place }, () => 'ArrowDown'))
        await choose(page, part)
        parts.push(await listed(page))
        await page.goBack()
        await settled(page)
      }
      expect(parts[0]).toBe(count)
      expect(parts[1]! + parts[2]!).toBe(count)
    }
    await page.context().close()
  })
})
