import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { axeViolations, openPage, settled } from './open-page.ts'
import { chainFolder, command, serve, type Service } from './service.ts'

let service: Service
let browser: Browser
const english = { locale: 'en' } as const
const numbers = Array.from({ length: 40 }, (_, nth) => nth)

beforeAll(async () => {
  const folder = await chainFolder()
  const lines = numbers.map(
    (nth) => `T${nth},M${nth},S1,2026-09-${String((nth % 28) + 1).padStart(2, '0')},10`,
  )
  await writeFile(
    join(folder, 'purchases.csv'),
    ['order_id,customer_id,store_id,ordered_at,net_amount', ...lines].join('\n'),
  )
  await command(folder, 'load', join(folder, 'purchases.csv'))
  service = await serve(folder)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})
/** Ten people give 9 of 10, thirty give 8. */
const surveys = csv(
  'surveys.csv',
  'survey_id,store_id,answered_at,csat',
  ...numbers.map((nth) => `Q${nth},S1,2026-09-${10 + (nth % 10)},${nth < 10 ? 9 : 8}`),
)
const items = csv(
  'survey_items.csv',
  'survey_id,item,rating',
  ...numbers.flatMap((nth) => [`Q${nth},speed,${nth % 2 ? 4 : 2}`, `Q${nth},taste,1`]),
)

describe('surveys on scales of their own', () => {
  it('are loaded on the scale that is set after the dry run, and the page says what they do not ask', async () => {
    const { page, complaints } = await openPage(browser, `${service.url}/data`, english)
    await page.setInputFiles('input[type="file"]', [surveys])
    await page.getByRole('button', { name: 'Dry run' }).click()
    const scale = page.getByRole('combobox', { name: 'Satisfaction (CSAT)' })
    await page.getByText('Some answers lie off this scale').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await scale.selectOption('1–10')
    await page.getByRole('button', { name: 'Dry run again' }).click()
    await page.getByText('Some answers lie off this scale').waitFor({ state: 'detached' })
    expect(await scale.inputValue()).toBe('1–10')
    await page.getByRole('button', { name: 'Load 40 rows' }).click()
    await page.getByText('40 rows loaded').waitFor()

    await page.goto(`${service.url}/satisfaction?period=2026-09`)
    await settled(page)
    const text = await page.locator('main').innerText()
    expect(text).toContain('CSAT 25.0%')
    expect(text).toContain('The surveys loaded hold no NPS answers')
    expect(text).toContain('What the surveys do not ask')
    expect(await axeViolations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('are weighed as people agree, from the day on that they say', async () => {
    await writeFile(join(service.folder, items.name), items.buffer)
    await command(service.folder, 'load', join(service.folder, items.name))
    const { page, complaints } = await openPage(
      browser,
      `${service.url}/satisfaction?period=2026-09&kpi=csi`,
      english,
    )
    await page.getByText('no weights were agreed on yet').first().waitFor()
    await page.getByRole('button', { name: 'Weights …' }).click()
    await page.getByLabel('Weight of speed in percent').fill('75')
    expect(await page.getByRole('button', { name: 'Save as version 1' }).isDisabled()).toBe(true)
    await page.getByLabel('Weight of taste in percent').fill('25')
    await page.getByLabel('In force from').fill('2026-09-01')
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save as version 1' }).dblclick()
    await page.getByText('version 1, from 1 Sept 2026').first().waitFor()
    await settled(page)
    const saved = await fetch(`${service.url}/api/satisfaction/weights`)
    expect(((await saved.json()) as { versions: unknown[] }).versions).toHaveLength(1)
    // speed 3 and taste 1, both read as 1–5: 75 % of 50 and 25 % of 0
    expect(await page.locator('main').innerText()).toContain('CSI 37.5')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('are shown a scale at a time, and a bar opens who gave its score on that scale', async () => {
    const more = join(service.folder, 'more.csv')
    const said = numbers
      .slice(0, 20)
      .map((nth) => `R${nth},S1,M${nth},2026-09-${10 + (nth % 10)},${nth < 8 ? 3 : 4},1,5`)
    await writeFile(
      more,
      ['survey_id,store_id,customer_id,answered_at,csat,csat_min,csat_max', ...said].join('\n'),
    )
    await command(service.folder, 'load', more)
    const address = `${service.url}/satisfaction?period=2026-09&kpi=csat`
    const { page, complaints } = await openPage(browser, address, english)
    await page.getByText('40 of 60 answers, those on the scale 1–10').waitFor()
    await page.getByRole('combobox', { name: 'Scale shown' }).selectOption('Scale 1–5')
    await page.getByText('20 of 60 answers, those on the scale 1–5').waitFor()
    await settled(page)
    expect(await axeViolations(page)).toEqual([])
    const bars = page.getByRole('slider', { name: 'How CSAT was answered' })
    await bars.locator('svg').waitFor()
    await bars.press('Home')
    for (let step = 0; step < 2; step += 1) await bars.press('ArrowRight')
    expect(await bars.getAttribute('aria-valuetext')).toBe('Score 3: 8 answers, 40%')
    await bars.press('Shift+F10')
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      ...['See the customers', 'See all: Not satisfied (all others)'],
    ])
    await page.getByRole('menuitem', { name: 'See the customers' }).click()
    await page.getByText('8 customers gave CSAT a score of 3 on the scale 1–5').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
