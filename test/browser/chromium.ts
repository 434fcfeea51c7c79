import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a real Chromium: the system's where there is one, else the build that comes from npm
 * together with the few libraries that a bare machine lacks.
 */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  const executablePath = systemChromium() ?? (await packagedChromium())
  return chromium.launch({
    executablePath,
    args: [...quiet, ...more],
    headless: true,
    env: { ...process.env } as Record<string, string>,
  })
}

function systemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}

async function packagedChromium(): Promise<string> {
  // The package unpacks its shared libraries only where it believes to run on the platform it was made for.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x'
  if (existsSync('/etc/fonts')) process.env['FONTCONFIG_PATH'] ??= '/etc/fonts'
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
