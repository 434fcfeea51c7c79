import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'

/** A page with everything that its console complained about. */
export interface OpenPage {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** How a person looks at the product. */
export interface Look {
  readonly locale: 'zh-CN' | 'en'
  readonly colorScheme?: 'light' | 'dark'
  /** A narrow screen that is touched. */
  readonly phone?: boolean
}

/** Opens an address in a browser of its own and waits until nothing is loading. */
export async function openPage(browser: Browser, url: string, look: Look): Promise<OpenPage> {
  const viewport = look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }
  const context = await browser.newContext({
    locale: look.locale,
    colorScheme: look.colorScheme ?? 'light',
    viewport,
    ...(look.phone && { hasTouch: true, isMobile: true }),
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  await settled(page)
  return { page, complaints }
}

/** Waits until the network is quiet and no card is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** What axe finds wrong, one line each: the rule and where. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
