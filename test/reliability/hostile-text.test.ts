import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
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
import { report } from './tier.ts'

const texts = [...markups, ...formulas]
const text = (n: number) => texts[n % texts.length]!
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
  await command(folder, 'load', files, '--accept-rejects')
  service = await serve(folder)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

/** A chain in which every text that a person could have written is one of the hostile ones, file names included. */
function writeHostileChain(folder: string): void {
  mkdirSync(folder)
  const each = <T>(count: number, row: (n: number) => T) => Array.from({ length: count }, (_, n) => row(n))
  const day = (n: number) => `2026-0${1 + (n % 3)}-${String(1 + (n % 28)).padStart(2, '0')}`
  const write = (name: string, rows: readonly Record<string, string | number>[]) => {
    const lines = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    const quoted = lines.map((cells) =>
      cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','),
    )
    writeFileSync(join(folder, `${name}.csv`), quoted.join('\r\n'))
  }
  const count = texts.length
  write(
    'stores',
    each(count, (n) => ({ store_id: `S${n}`, name: text(n), region: text(n % 7), city: text(n + 1) })),
  )
  write(
    'products',
    each(count, (n) => ({ product_id: `P${n}`, name: text(n), category: text(n % 9), brand: text(n + 2) })),
  )
  write(
    'customers',
    each(count, (n) => ({
      customer_id: text(n) + n,
      joined_on: '2025-06-01',
      join_channel: text(n + 3),
      home_store_id: `S${n}`,
      city: text(n),
      name: text(n + 4),
      phone: '13800000000',
    })),
  )
  write(
    'purchases <img src=x onerror=window.hacked=1> =1+1',
    each(count * 12, (n) => ({
      order_id: `O${n}`,
      line_no: 1,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      channel: text(n % 5),
      ordered_at: `${day(n)} 10:00:00`,
      product_id: `P${n % count}`,
      quantity: 1,
      net_amount: 10 + (n % 90),
    })),
  )
  write(
    'surveys',
    each(count * 3, (n) => ({
      survey_id: `V${n}`,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      channel: text(n),
      answered_at: `${day(n)} 12:00:00`,
      nps: n % 11,
      csat: 1 + (n % 5),
      ces: 1 + (n % 5),
      comment: text(n + 5),
    })),
  )
  write(
    'survey_items',
    each(count * 3, (n) => ({ survey_id: `V${n}`, item: text(n % 4), rating: 1 + (n % 5) })),
  )
  write(
    'complaints',
    each(count * 3, (n) => ({
      complaint_id: `C${n}`,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      product_id: `P${n % count}`,
      channel: text(n % 5),
      category: text(n % 6),
      subcategory: text(n % 11),
      received_at: `${day(n)} 09:00:00`,
      root_cause: text(n % 8),
      resolution: text(n),
      text: text(n + 6),
    })),
  )
  write(
    'campaigns',
    each(6, (n) => ({
      campaign_id: `A${n}`,
      name: text(n * 17),
      kind: text(n),
      channel: text(n),
      starts_on: day(n),
      ends_on: '2026-03-20',
      window_days: 14,
    })),
  )
  write(
    'campaign_contacts',
    each(count * 3, (n) => ({
      campaign_id: `A${n % 6}`,
      customer_id: text(n) + (n % count),
      arm: n % 4 ? 'treatment' : 'control',
    })),
  )
  write(
    'costs',
    each(6, (n) => ({
      cost_id: `X${n}`,
      month: '2026-02',
      kind: 'media',
      amount: 100,
      campaign_id: `A${n}`,
      note: text(n),
    })),
  )
  write(
    'grades',
    each(count, (n) => ({ customer_id: text(n) + n, effective_on: '2025-07-01', grade: text(n % 4) })),
  )
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

describe('text that people wrote never runs', () => {
  it.each(paths)('on %s', async (path) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => (figures.ran += 1)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) figures.blocked_by_policy += 1
    })
    await page.goto(`${service.url}${path}?period=2026-Q1`)
    await settled(page)
    await lookAround(page)
    figures.pages += 1
    const ran = await ranIn(page)
    if (ran) figures.ran += 1
    expect(ran).toBe(false)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(20)
    await context.close()
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
