import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { axeViolations, openPage, settled, type Look } from './open-page.ts'
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

const pages = [
  '/',
  '/value',
  '/churn',
  '/churn/prediction',
  '/satisfaction',
  '/complaints',
  '/roi',
  '/customers?who=active',
  '/data',
]
/** Pages with everything chosen that can be. */
const chosen = [
  '/value?scoring=fixed&split=threshold&groups=segment&by=tier',
  '/churn?start=recurring&measure=on_or_after&versus=previous&mean=simple&by=join_channel&grain=quarter',
  '/churn/prediction?by=frequency&model=pareto_nbd&clv_by=store',
  '/satisfaction?kpi=csi&weights=derived',
  '/complaints?complaint_category=商品质量&lens=root_cause&chart=laney&rules=nelson&show=count',
  '/roi?period=2026&by=join_channel&wallet=grade',
]
const looks: (Look & { shown: readonly string[] })[] = [
  { locale: 'zh-CN', colorScheme: 'light', shown: [...pages, ...chosen] },
  { locale: 'en', colorScheme: 'dark', shown: pages },
  { locale: 'zh-CN', colorScheme: 'dark', phone: true, shown: pages },
  { locale: 'en', colorScheme: 'light', phone: true, shown: [...pages, ...chosen] },
]

describe.each(looks)('for a reader with $locale, $colorScheme, phone $phone', ({ shown, ...look }) => {
  it.concurrent.each(shown)(
    '%s shows its figures without complaint, accessible and no wider than the screen',
    async (path) => {
      const { page, complaints } = await openPage(browser, service.url + path, look)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe('')
      expect(await page.getAttribute('html', 'lang')).toBe(look.locale)
      expect(
        await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0)
      expect(await axeViolations(page)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )
})

it('the data page names every field in words', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const { page } = await openPage(browser, `${service.url}/data`, { locale })
    expect(await page.getByRole('main').innerText()).not.toMatch(/^[a-z]+(_[a-z]+)+$/m)
    await page.context().close()
  }
})

describe('a mark of the complaints page', () => {
  const english: Look = { locale: 'en' }
  const causes = (page: Page) => page.locator('aside.panel li button')

  it('asks for its customers on a right click', async () => {
    const { page, complaints } = await openPage(browser, `${service.url}/complaints?period=2026`, english)
    const cause = await causes(page).first().locator('.name').innerText()
    await causes(page).first().click({ button: 'right' })
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      ...['See the customers', 'Show only this', 'Exclude', 'Compare over time'],
    ])
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('menuitem', { name: 'See the customers' }).click()
    await page.waitForURL(/\/customers/)
    await settled(page)
    expect(await page.locator('main').innerText()).toContain(`complained; Category: ${cause}`)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('narrows the page by a click, joins others with shift, is left out by its menu, and let go with Escape', async () => {
    const start = `${service.url}/complaints?period=2026&complaint_category=商品质量`
    const { page } = await openPage(browser, start, english)
    const narrowed = () => new URL(page.url()).searchParams.getAll('complaint_category')
    const other = (await causes(page).locator('.name').allInnerTexts()).find((name) => name !== '商品质量')!
    await causes(page)
      .filter({ hasText: other })
      .click({ modifiers: ['Shift'] })
    await expect.poll(narrowed).toEqual(['商品质量', other])
    await settled(page)
    await page.locator('body').press('Escape')
    await expect.poll(narrowed).toEqual([])
    await settled(page)
    await causes(page).filter({ hasText: other }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Exclude' }).click()
    await expect.poll(narrowed).toEqual([`!${other}`])
    await page.context().close()
  })
})

describe('the Overview', () => {
  const english: Look = { locale: 'en' }

  it('shows the net sales that the service answers for the same days', async () => {
    const { page } = await openPage(browser, `${service.url}/?period=2026-Q3`, english)
    const response = await fetch(
      `${service.url}/api/metrics/kpi/sales?from=2026-07-01&to=2026-09-30&grain=total&format=json`,
    )
    const { rows } = (await response.json()) as { rows: { net_sales: number }[] }
    const [{ net_sales } = { net_sales: 0 }] = rows
    expect(net_sales).toBeGreaterThan(0)
    const shown = await page.locator('article', { hasText: 'Net sales' }).first().innerText()
    const [, digits = '', unit = ''] = /¥\s*([\d.,]+)\s*([KM]?)/.exec(shown) ?? []
    const value = Number(digits.replaceAll(',', '')) * { K: 1e3, M: 1e6, '': 1 }[unit as 'K' | 'M' | '']
    expect(Math.abs(value / net_sales - 1)).toBeLessThan(0.006)
    await page.context().close()
  })

  it('prints the days of the period and of both comparisons', async () => {
    const { page } = await openPage(browser, `${service.url}/?period=2026-Q3`, english)
    const text = await page.locator('body').innerText()
    for (const days of ['1 Jul – 30 Sept 2026', '1 Apr – 30 Jun 2026', '1 Jul – 30 Sept 2025']) {
      expect(text.replaceAll('Sep ', 'Sept ')).toContain(days)
    }
    await page.context().close()
  })

  it('filters by a click on a region, keeps it in the address, and gives it back with Back and Escape', async () => {
    const { page } = await openPage(browser, `${service.url}/?period=2026-Q3&by=region`, english)
    const before = await page.locator('article').first().innerText()
    await page.getByRole('button', { name: '华东' }).first().click()
    await page.waitForURL(/region=/)
    await settled(page)
    expect(decodeURIComponent(page.url())).toContain('region=华东')
    expect(await page.locator('article').first().innerText()).not.toBe(before)
    await page.goBack()
    await settled(page)
    expect(page.url()).not.toContain('region=')
    expect(await page.locator('article').first().innerText()).toBe(before)
    await page.goForward()
    await settled(page)
    await page.locator('body').press('Escape')
    await page.waitForURL((url) => !url.search.includes('region='))
    await page.context().close()
  })

  it('asks for what stands further down the page after all the rest', async () => {
    const { page } = await openPage(browser, `${service.url}/?period=2026-Q3&by=region`, english)
    const asked: string[] = []
    page.on('request', (request) => {
      const [, metric] = /api\/metrics\/([^?]+)/.exec(request.url()) ?? []
      if (metric) asked.push(metric)
    })
    await page.getByRole('button', { name: '华东' }).first().click()
    await page.waitForURL(/region=/)
    await settled(page)
    const later = ['kpi/scorecard', 'forecast/outlook']
    expect(asked.slice(-later.length).sort()).toEqual([...later].sort())
    expect(asked).toContain('kpi/sales')
    await page.context().close()
  })

  it('leads from a number to the customers behind it, as many as it says', async () => {
    const { page } = await openPage(browser, `${service.url}/?period=2026-Q3`, english)
    const link = page.locator('article', { hasText: 'Active customers' }).getByRole('link').last()
    const count = /[\d,]+/.exec(await link.innerText())![0]
    await link.click()
    await page.waitForURL(/\/customers/)
    await settled(page)
    expect(await page.locator('main').innerText()).toContain(count)
    await page.context().close()
  })

  it('stays usable after a menu was opened and closed', async () => {
    const { page } = await openPage(browser, service.url, english)
    await page.getByRole('button', { name: 'Export this page' }).click()
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'Data', exact: true }).click({ timeout: 5000 })
    await page.waitForURL(/\/data/)
    await page.context().close()
  })

  it('lists its keys on a question mark', async () => {
    const { page } = await openPage(browser, service.url, english)
    await page.locator('body').press('?')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await axeViolations(page)).toEqual([])
    await dialog.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('says in the address everything that a copied link needs', async () => {
    const address = `${service.url}/?period=2026-Q2&compare=last_year&region=${encodeURIComponent('华南')}`
    const first = await openPage(browser, address, english)
    const second = await openPage(browser, first.page.url(), english)
    const [one, two] = await Promise.all([first, second].map(({ page }) => page.locator('main').innerText()))
    expect(two).toBe(one)
    await Promise.all([first.page.context().close(), second.page.context().close()])
  })

  it('asks for less than 250 kB of compressed scripts before charts are drawn', async () => {
    const context = await browser.newContext({ locale: 'en' })
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        sizes.push(request.sizes().then((size) => size.responseBodySize))
    })
    await page.goto(`${service.url}/data`)
    await settled(page)
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(10_000)
    expect(total).toBeLessThan(250_000)
    await context.close()
  })
})
