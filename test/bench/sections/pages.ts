import type { Browser, Locator, Page } from 'playwright-core'
import { launchChromium } from '../../browser/chromium.ts'
import { openPage, settled } from '../../browser/open-page.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Figure, Findings } from '../figure.ts'
import { repaintOf, watchRepaints } from '../repaint.ts'
import type { Repaint } from '../repaint.ts'
import { serveProduct } from '../served.ts'
import { spreadOf } from '../spread.ts'

/** The last month, quarter and year of the history, each with both comparisons. */
const periods = ['2026-10', '2026-Q3', '2025']
const members_each = 8
const filter_changes = 200

/** The Overview in a real browser: from a click on a filter to charts painted, and memory after many of them. */
export async function measurePages(chain: ChainFolder): Promise<Findings> {
  await chain.loadOnce()
  const server = await serveProduct(chain.data)
  const browser = await launchChromium()
  try {
    const page = await openOverview(browser, server.url)
    const [regions, categories]: [Repaint[], Repaint[]] = [[], []]
    for (const period of periods) {
      await page.goto(`${server.url}/?period=${period}`)
      await settled(page)
      regions.push(...(await repaintsOf(page, 'Region')))
      categories.push(...(await repaintsOf(page, 'Category')))
    }
    return {
      figures: [
        ...repaints('region', regions),
        ...repaints('category', categories),
        ...heap('heap', await heapGrowth(page)),
        ...(await heapWithoutMachineCode(server.url)),
      ],
    }
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function openOverview(browser: Browser, url: string): Promise<Page> {
  const { page } = await openPage(browser, `${url}/`, { locale: 'en' })
  await watchRepaints(page)
  await page.goto(`${url}/?period=${periods[0]}`)
  await settled(page)
  return page
}

/** Chooses the members of a dimension one by one, each alone; times of the choices, none of which was asked before. */
async function repaintsOf(page: Page, dimension: string): Promise<Repaint[]> {
  const boxes = await openFilter(page, dimension)
  const times: Repaint[] = []
  for (const box of (await boxes.all()).slice(0, members_each)) {
    times.push(await repaintOf(page, () => box.click()))
    await repaintOf(page, () => box.click())
  }
  await page.keyboard.press('Escape')
  return times
}

/** The check boxes of a dimension; of region and store together, only those of the regions. */
async function openFilter(page: Page, dimension: string): Promise<Locator> {
  await page.locator('#filters').getByRole('button', { name: dimension }).first().click()
  const boxes = page.locator('li.depth-0 input[type=checkbox]')
  await boxes.first().waitFor()
  return boxes
}

/** Bytes of JavaScript in use before and after many filter changes, garbage collected. */
async function heapGrowth(page: Page): Promise<[before: number, after: number]> {
  const boxes = await (await openFilter(page, 'Region')).all()
  const change = (nth: number) => repaintOf(page, () => boxes[Math.floor(nth / 2) % boxes.length]!.click())
  for (let nth = 0; nth < 2 * boxes.length; nth += 1) await change(nth)
  const before = await heapBytes(page)
  for (let nth = 0; nth < filter_changes; nth += 1) await change(nth)
  return [before, await heapBytes(page)]
}

/** V8 compiles what runs often, and its machine code lies on the heap: without compilers, what grows is what the page keeps. */
async function heapWithoutMachineCode(url: string): Promise<Figure[]> {
  const browser = await launchChromium('--js-flags=--jitless')
  try {
    const growth = await heapGrowth(await openOverview(browser, url))
    return [
      ...heap('heap without machine code', growth),
      {
        section: 'pages',
        name: 'heap without machine code, after against before',
        unit: 'times',
        value: growth[1] / growth[0],
        target: { at_most: 1.02 },
      },
    ]
  } finally {
    await browser.close()
  }
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** What a person sees change after a choice, and the whole page with what lies below the screen. */
function repaints(what: string, times: readonly Repaint[]): Figure[] {
  const of = (part: string, milliseconds: readonly number[]): Figure[] => {
    const { p50, p95 } = spreadOf(milliseconds)
    const name = `${part} repainted after a ${what} was chosen`
    return [
      { section: 'pages', name: `${name}, p50`, unit: 'ms', value: p50, target: { at_most: 200 } },
      { section: 'pages', name: `${name}, p95`, unit: 'ms', value: p95 },
    ]
  }
  const [seen, whole] = [times.map((time) => time.seen), times.map((time) => time.whole)]
  return [...of('the screen', seen), ...of('the whole page', whole)]
}

function heap(what: string, [before, after]: readonly [number, number]): Figure[] {
  return [
    { section: 'pages', name: `${what} before the filter changes`, unit: 'bytes', value: before },
    { section: 'pages', name: `${what} after ${filter_changes} filter changes`, unit: 'bytes', value: after },
  ]
}
