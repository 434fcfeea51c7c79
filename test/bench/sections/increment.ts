import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildTimes } from '../build-times.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Findings } from '../figure.ts'
import { runCommand } from '../run-command.ts'
import { serveProduct } from '../served.ts'

/** One more day's files, loaded beside a running server, until that server answers from them. */
export async function measureIncrement(
  chain: ChainFolder,
  full_load_seconds: number | null,
): Promise<Findings> {
  await chain.loadOnce()
  const data = join(chain.work, 'data')
  cpSync(chain.data, data, { recursive: true })
  const server = await serveProduct(data)
  try {
    const before = await dataVersion(server.url)
    const started = performance.now()
    const visible = changed(server.url, before).then(() => (performance.now() - started) / 1000)
    const load = await runCommand(data, 'load', chain.day, '--rejects', join(chain.work, 'day-rejects.csv'))
    const visible_seconds = await visible
    return {
      figures: [
        { section: 'increment', name: 'load of one more day', unit: 's', value: load.seconds },
        { section: 'increment', name: 'one more day, processor time', unit: 's', value: load.cpu_seconds },
        { section: 'increment', name: 'one more day on the page', unit: 's', value: visible_seconds },
        { section: 'increment', name: 'peak memory of one more day', unit: 'bytes', value: load.peak_bytes },
        ...(full_load_seconds === null
          ? []
          : [
              {
                ...({
                  section: 'increment',
                  name: 'one more day on the page, of the full load',
                  unit: 'share',
                } as const),
                ...{ value: visible_seconds / full_load_seconds, target: { at_most: 0.02 } },
              },
            ]),
      ],
      details: buildTimes(data),
      notes: full_load_seconds === null ? ['The share of the full load needs the section load.'] : [],
    }
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function changed(url: string, before: string): Promise<void> {
  while ((await dataVersion(url)) === before) await new Promise((resolve) => setTimeout(resolve, 20))
}

async function dataVersion(url: string): Promise<string> {
  const response = await fetch(`${url}/api/chain`)
  return ((await response.json()) as { data_version: string }).data_version
}
