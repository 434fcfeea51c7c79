import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildTimes } from '../build-times.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Findings } from '../figure.ts'
import { runScript } from '../run-command.ts'

const peak_limit = 8e9

/** The product's full load against the least a database must do to hold the same files. */
export async function measureLoad(chain: ChainFolder): Promise<Findings> {
  const file = join(chain.work, 'bare.duckdb')
  const bare = await runScript('read-bare.ts', chain.all, file)
  rmSync(file)
  const load = await chain.load()
  const rows = Number(bare.output)
  return {
    figures: [
      { section: 'load', name: 'full load', unit: 's', value: load.seconds },
      { section: 'load', name: 'full load, rows', unit: 'rate', value: rows / load.seconds },
      { section: 'load', name: 'bare read', unit: 's', value: bare.seconds },
      {
        section: 'load',
        name: 'full load against the bare read',
        unit: 'times',
        value: load.seconds / bare.seconds,
        target: { at_most: 3 },
      },
      { section: 'load', name: 'full load, processor time', unit: 's', value: load.cpu_seconds },
      { section: 'load', name: 'bare read, processor time', unit: 's', value: bare.cpu_seconds },
      {
        section: 'load',
        name: 'full load against the bare read, processor time',
        unit: 'times',
        value: load.cpu_seconds / bare.cpu_seconds,
      },
      {
        section: 'load',
        name: 'peak memory of the full load',
        unit: 'bytes',
        value: load.peak_bytes,
        target: { at_most: peak_limit },
      },
      { section: 'load', name: 'peak memory of the bare read', unit: 'bytes', value: bare.peak_bytes },
    ],
    details: buildTimes(chain.data),
  }
}
