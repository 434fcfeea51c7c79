import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { launchChromium } from '../browser/chromium.ts'
import { settled } from '../browser/open-page.ts'
import { chainFolder, command, serve, type Service } from '../browser/service.ts'
import { formulas, markups } from '../fixtures/hostile.ts'
import { checking, planOf } from '../load/check/run-check.ts'
import { text, texts, writeHostileChain } from './hostile-chain.ts'
import { report } from './tier.ts'

const figures = {
  texts: texts.length,
  pages: 0,
  ran: 0,
  blocked_by_policy: 0,
  cells: 0,
  formulas_in_cells: 0,
}

let service: Service
let browser: Browser
beforeAll(async () => {
  const folder = await chainFolder()
  const files = join(folder, 'files')
  writeHostileChain(files)
  await command(folder, 'load', files, '--accept-rejects', '--chain-name', markups[3]!)
  service = await serve(folder)
  await decideHostilely()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

/** What people decide in the browser: weights of what surveys ask with a note, and a mapping under a name. */
async function decideHostilely(): Promise<void> {
  const send = async (method: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(service.url + path, { method, headers, body: JSON.stringify(body) })
    expect(status).toBeLessThan(300)
  }
  const weights = [0, 1, 2, 3].map((n) => ({ item: text(n), weight: 0.25 }))
  await send('POST', '/api/satisfaction/weights', { effective_on: '2026-01-01', weights, note: text(7) })
  const tables = [{ table: 'stores', columns: { store_id: 'store_id', name: text(8) } }]
  const source = { headers_key: '0123456789abcdef', options: {}, tables }
  await send('PUT', '/api/mappings', { name: text(9), sources: [source] })
}

/** Every address of the product: the folders of its pages. */
const paths = readdirSync(join(import.meta.dirname, '../../web/routes'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('+page.svelte'))
  .map((path) => `/${path.replace(/\/?\+page\.svelte$/, '')}`)
  .sort()

async function ranIn(page: Page): Promise<boolean> {
  const seen = await Promise.all(page.frames().map((frame) => frame.evaluate<boolean>('"hacked" in window')))
  return seen.some(Boolean)
}

/** Points at everything that may show a tip, opens every menu of a card, and switches charts to tables. */
async function lookAround(page: Page): Promise<void> {
  for (const chart of await page.locator('.chart').all()) {
    const box = await chart.boundingBox()
    if (!box) continue
    for (const part of [0.2, 0.5, 0.8])
      await page.mouse.move(box.x + box.width * part, box.y + box.height * part)
  }
  for (const button of await page.locator('button[aria-pressed="false"]').all())
    await button.dispatchEvent('click', undefined, { timeout: 500 }).catch(() => {})
  await settled(page)
}

/** A page that counts what its text sets off. */
async function watchedPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => (figures.ran += 1)))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) figures.blocked_by_policy += 1
  })
  return page
}

/** Nothing has run in what the page shows now. */
async function nothingRan(page: Page): Promise<void> {
  await settled(page)
  expect(page.frames(), 'our pages have no frames').toHaveLength(1)
  await lookAround(page)
  figures.pages += 1
  const ran = await ranIn(page)
  if (ran) figures.ran += 1
  expect(ran).toBe(false)
}

/** Filters, choices and names of a page's own, as somebody else's link could hold them. */
function hostileAddress(path: string, nth: number): string {
  const names = [
    'region',
    'store',
    'channel',
    'category',
    'grade',
    'segment',
    'who',
    'of',
    'into',
    'by',
    'item',
  ]
  const search = new URLSearchParams({
    period: '2026-Q1',
    ...(path === '/data/load' && { upload: text(nth) }),
  })
  for (const [n, name] of names.entries()) search.append(name, text(nth * names.length + n))
  return `${service.url}${path}?${search}`
}

describe('text that people wrote never runs', () => {
  it.each(paths)('on %s', async (path) => {
    const page = await watchedPage()
    await page.goto(`${service.url}${path}?period=2026-Q1`)
    await nothingRan(page)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(20)
    await page.goto(hostileAddress(path, paths.indexOf(path)))
    await nothingRan(page)
    await page.context().close()
  })

  it('at an address that there is not', async () => {
    const page = await watchedPage()
    for (const markup of markups.slice(0, 8)) {
      await page.goto(`${service.url}/${encodeURIComponent(markup)}`)
      await nothingRan(page)
    }
    await page.context().close()
  })

  it('as name, header or cell of a file that is being loaded, from the drop to its rejected rows', async () => {
    const page = await watchedPage()
    await page.goto(`${service.url}/data/load`)
    await settled(page)
    const headers = ['order_id', 'line_no', 'store_id', 'ordered_at', 'product_id', 'quantity', 'net_amount']
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`
    const names = markups.filter((markup) => !markup.includes('@'))
    const rows = texts.map((value, n) => {
      const row = [`L${n}`, '1', text(n + 1), '2026-03-30 10:00', text(n + 2), '1', n % 2 ? '5' : value]
      return [...row, ...names.map((_, k) => text(n + k))].map(cell).join(',')
    })
    const csv = [[...headers, ...names].map(cell).join(','), ...rows].join('\r\n')
    const file = (name: string, content: string) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    })
    await page.setInputFiles('input[type="file"]', [
      file(`${markups[3]}.csv`, csv),
      file(`${markups[12]}.csv`, '\0\0'),
    ])
    const dryRun = page.getByRole('button', { name: '试运行' })
    await dryRun.waitFor()
    await nothingRan(page)
    await dryRun.click()
    await page.getByText('不是金额').click()
    await nothingRan(page)
    expect(await page.locator('main').innerText()).toContain('<')
    await page.context().close()
  })

  it('because it never becomes markup: the policy had nothing to stop', () => {
    expect(figures.blocked_by_policy).toBe(0)
  })

  it('and would not run if it did: the policy stops every one', async () => {
    const page = await browser.newPage()
    await page.goto(`${service.url}/data`)
    await settled(page)
    for (const markup of markups)
      await page.evaluate(
        `document.body.append(document.createRange().createContextualFragment(${JSON.stringify(markup)}))`,
      )
    await page.waitForTimeout(500)
    expect(await page.evaluate('"hacked" in window')).toBe(false)
    await page.close()
  })
})

describe('text never becomes a formula', () => {
  const starts = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u
  const url = ({ id, params }: Metric, format: string) => {
    const standard = { from: '2026-01-01', to: '2026-03-31', base_from: '2025-10-01', base_to: '2025-12-31' }
    const needed = Object.entries(standard).filter(([name]) => name in params)
    return `${service.url}/api/metrics/${id}?${new URLSearchParams(needed)}&format=${format}`
  }
  const all: readonly Metric[] = metrics
  const withText = all.filter(({ columns }) =>
    Object.values(columns).some(({ unit }) => unit === 'text' || unit === 'id'),
  )

  const isFormula = (text: string) => starts.test(text) && Number.isNaN(Number(text))
  async function countCells(workbook: ArrayBuffer): Promise<void> {
    const read = new ExcelJS.Workbook()
    await read.xlsx.load(workbook)
    for (const sheet of read.worksheets)
      sheet.eachRow((row) =>
        row.eachCell(({ type }) => {
          figures.cells += 1
          if (type === ExcelJS.ValueType.Formula || type === ExcelJS.ValueType.Hyperlink)
            figures.formulas_in_cells += 1
        }),
      )
  }
  function countTexts(csv: string): string[][] {
    const rows = parse(csv, { bom: true }) as string[][]
    figures.cells += rows.flat().length
    figures.formulas_in_cells += rows.flat().filter(isFormula).length
    return rows
  }

  it.concurrent.each(withText.map((metric) => [metric.id, metric] as const))(
    'in files of %s',
    async (_, metric) => {
      const [csv, xlsx] = await Promise.all(['csv', 'xlsx'].map((format) => fetch(url(metric, format))))
      countTexts(await csv!.text())
      await countCells(await xlsx!.arrayBuffer())
      expect(figures.formulas_in_cells).toBe(0)
    },
  )

  it('in the workbook of a page, whatever its titles and filters are', async () => {
    const period = { from: '2026-01-01', to: '2026-03-31' }
    const filters = Object.fromEntries(formulas.map((formula, n) => [`${formula}${n}`, [formula]]))
    const sheets = formulas
      .slice(0, 12)
      .map((title) => ({ metric: 'data/freshness', title, params: { ...period } }))
    for (const title of formulas.slice(0, 12)) {
      const body = JSON.stringify({ title, filters, sheets })
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${service.url}/api/export`, { method: 'POST', headers, body })
      expect(answer.status).toBe(200)
      await countCells(await answer.arrayBuffer())
    }
    expect(figures.formulas_in_cells).toBe(0)
  })

  it('in the list of rejected rows', async () => {
    const file = join(service.folder, 'amounts.csv')
    const row = (amount: string, n: number) =>
      `R${n},1,S1,store,2026-01-02 10:00:00,P1,1,"${amount.replaceAll('"', '""')}",sale`
    const header = 'order_id,line_no,store_id,channel,ordered_at,product_id,quantity,net_amount,kind'
    writeFileSync(file, [header, ...formulas.map(row)].join('\n'))
    await checking(await planOf([file], 'Asia/Shanghai'), ({ rejects }) => {
      expect(countTexts(rejects!)).toHaveLength(1 + formulas.length)
    })
    expect(figures.formulas_in_cells).toBe(0)
  })
})

it('nothing ran anywhere', () => {
  report('text that tries to run', figures)
  expect(figures).toMatchObject({ ran: 0, formulas_in_cells: 0 })
  expect(figures.cells).toBeGreaterThan(1_000)
})
