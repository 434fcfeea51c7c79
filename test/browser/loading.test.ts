import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { axeViolations, openPage, settled } from './open-page.ts'
import { chainFolder, serve, type Service } from './service.ts'

let service: Service
let browser: Browser

beforeAll(async () => {
  service = await serve(await chainFolder())
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const days = Array.from({ length: 40 }, (_, index) => index)
const till = [
  '小票号,会员号,门店编号,渠道,下单时间,商品编号,数量,实付金额',
  ...days.map((day) => {
    const date = `2026-09-${String((day % 30) + 1).padStart(2, '0')} 10:00`
    return `T${day},M${day % 7},S${day % 2},门店,${day === 39 ? '2026-02-30 10:00' : date},P1,1,"1,0${10 + day}.50"`
  }),
].join('\r\n')
const stores = '门店编号,门店名称,区域,城市\nS0,南门店,华东,上海\nS1,北门店,华北,北京\n'
const files = [
  { name: '销售流水.csv', mimeType: 'text/csv', buffer: Buffer.from(till) },
  { name: '门店.csv', mimeType: 'text/csv', buffer: Buffer.from(stores) },
]

/** 39 good lines of 1,010.50, 1,011.50 … 1,048.50. */
const net_sales = 39 * 1010.5 + (38 * 39) / 2

async function netSales(): Promise<number | null> {
  const address = `${service.url}/api/metrics/kpi/sales?from=2026-09-01&to=2026-09-30&grain=total&format=json`
  const response = await fetch(address)
  if (!response.ok) return null
  const { rows } = (await response.json()) as { rows: { net_sales: number }[] }
  return rows[0]?.net_sales ?? null
}

async function send(page: Page): Promise<void> {
  await page.setInputFiles('input[type="file"]', files)
  await page.getByRole('button', { name: 'Dry run' }).waitFor()
}

describe('a chain that has nothing loaded', () => {
  it('says so and leads to the Data page, which says what files are wanted', async () => {
    const { page } = await openPage(browser, service.url, { locale: 'en' })
    await page.getByRole('main').getByRole('link').first().click()
    await page.waitForURL(/\/data/)
    await settled(page)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      'Start with a folder of files',
    )
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  it('comes from dropped files to its figures and back, with every row accounted for', async () => {
    const { page, complaints } = await openPage(browser, `${service.url}/data`, { locale: 'en' })

    await send(page)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Dry run' }).click()

    const commit = page.getByRole('button', { name: 'Load 41 rows' })
    await commit.waitFor()
    await page.getByText('There is no such day or time').click()
    expect(await page.locator('main').innerText()).toContain('2026-02-30 10:00')
    expect(await axeViolations(page)).toEqual([])
    expect(await netSales(), 'a dry run changes nothing').toBeNull()

    await commit.dblclick()
    await page.getByText('41 rows loaded').waitFor()
    expect(await netSales()).toBeCloseTo(net_sales, 6)

    const download = page.waitForEvent('download')
    await page.getByText(/Download the 1 rejected row/).click()
    const rejects = await (await download).createReadStream()
    const text = Buffer.concat(await rejects.toArray()).toString('utf8')
    expect(text).toContain('销售流水.csv')
    expect(text).toContain('2026-02-30 10:00')

    await page.getByText('See the Overview').click()
    await page
      .locator('article')
      .filter({ hasText: /Net sales\s*¥\s*40\.2\s*K/ })
      .waitFor()

    await page.getByRole('link', { name: 'Complaints' }).first().click()
    await page.getByRole('heading', { name: 'What this page then shows' }).waitFor()
    expect(await page.locator('main').innerText()).toMatch(/Complaint stages[\s\S]*Systemic causes/)
    expect(await axeViolations(page)).toEqual([])

    await page.goto(`${service.url}/data`)
    await settled(page)
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the load' }).click()
    await page.getByText('Start with a folder of files').waitFor()
    expect(await netSales()).toBeNull()
    expect(complaints.filter((complaint) => !complaint.includes('503'))).toEqual([])
    await page.context().close()
  })

  it('leads back to the same step after a reload in the middle', async () => {
    const { page } = await openPage(browser, `${service.url}/data`, { locale: 'en' })
    await send(page)
    await page.reload()
    await page.getByRole('button', { name: 'Dry run' }).waitFor()
    expect(page.url()).toContain('upload=')
    await page.context().close()
  })

  it('leaves the columns for good when the dry run has begun, however long its first word takes', async () => {
    const { page } = await openPage(browser, `${service.url}/data`, { locale: 'en' })
    await send(page)
    await page.route('**/api/jobs/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.waitForURL(/job=/)
    expect(await page.getByRole('button', { name: 'Dry run' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Load 41 rows' }).waitFor()
    await page.context().close()
  })

  it('says what is wrong with a file that holds no table', async () => {
    const { page } = await openPage(browser, `${service.url}/data`, { locale: 'zh-CN' })
    const photo = {
      name: '照片.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
    }
    await page.setInputFiles('input[type="file"]', [photo])
    const alert = page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.innerText()).toContain('照片.csv')
    await page.context().close()
  })
})
