import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ProductError } from '../errors.ts'
import { makeFolderDurably, moveDurably, sync } from '../state/durable.ts'
import {
  currentSnapshot,
  enterSnapshot,
  publishedSnapshots,
  type BuildReport,
  type Snapshot,
} from '../state/ledger.ts'
import { transaction, type State } from '../state/state.ts'
import type { BuiltSnapshot } from './build.ts'
import type { LoadLock } from './lock.ts'
import { rowsFrom, withDuckDb } from './process-duckdb.ts'
import { quoted } from './views-sql.ts'

const kept = 2

/**
 * Makes a built snapshot the one that pages read, and with it, in the same transaction, what `enter` changes in the
 * ledger. Before the transaction nothing of either is visible; after it all is, whatever happens. Throws `lock_lost`
 * when another process has taken over meanwhile.
 */
export function publish(state: State, lock: LoadLock, built: BuiltSnapshot, enter: () => void): Snapshot {
  makeFolderDurably(state.dir.snapshots)
  sync(built.file)
  moveDurably(built.file, snapshotPath(state, built.report.data_version))
  return publishAgain(state, lock, built.report, enter)
}

/** The same for a snapshot whose file is in place already. */
export function publishAgain(state: State, lock: LoadLock, report: BuildReport, enter: () => void): Snapshot {
  transaction(state, () => {
    lock.assertHeld()
    enter()
    enterSnapshot(state, report, new Date())
  })
  state.database.exec('pragma wal_checkpoint(truncate)')
  removeOldSnapshots(state)
  return currentSnapshot(state)!
}

/** Removes all snapshot files but those of the last two versions. One that a server still reads stays until it closes it. */
export function removeOldSnapshots(state: State): void {
  if (!existsSync(state.dir.snapshots)) return
  const versions = new Set<string>()
  for (const { path } of publishedSnapshots(state, 50)) if (versions.size < kept) versions.add(basename(path))
  for (const name of readdirSync(state.dir.snapshots))
    if (/\.duckdb(\.|$)/.test(name) && !versions.has(name))
      rmSync(join(state.dir.snapshots, name), { force: true })
}

/** Where the file of a data version lies. */
function snapshotPath(state: State, data_version: string): string {
  return join(state.dir.snapshots, `${data_version}.duckdb`)
}

/**
 * Throws `snapshot_wrong` when a snapshot file is missing, is not the size it had, cannot be opened, says it is
 * another version, or has not the rows that were built. `thorough` also reads every block, each of which has a checksum.
 */
export async function verifySnapshot(
  path: string,
  report: BuildReport,
  { work_dir, thorough = false, signal }: { work_dir: string; thorough?: boolean; signal?: AbortSignal },
): Promise<void> {
  const wrong = (what: string, cause?: unknown) => new ProductError('snapshot_wrong', { what }, { cause })
  if (!existsSync(path)) throw wrong(`${basename(path)} is missing`)
  if (statSync(path).size !== report.bytes) throw wrong(`${basename(path)} has another size`)
  try {
    await withDuckDb(path, { work_dir, signal, read_only: true }, async (connection) => {
      const [meta] = await rowsFrom<{ data_version: string }>(
        connection,
        'select data_version from snapshot_meta',
      )
      if (meta?.data_version !== report.data_version) throw wrong(`it says it is ${meta?.data_version}`)
      const read = thorough ? ', bit_xor(hash(mart)) as content' : ''
      const counts = report.marts.map(
        ({ name }) => `select ${quoted(name)} as name, count(*) as n${read} from main."${name}" as mart`,
      )
      const found = await rowsFrom<{ name: string; n: number }>(connection, counts.join(' union all '))
      const counted = new Map(found.map(({ name, n }) => [name, n]))
      for (const { name, rows } of report.marts)
        if (counted.get(name) !== rows)
          throw wrong(`${name} has ${counted.get(name)} rows, built were ${rows}`)
    })
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof ProductError ? error : wrong(`${basename(path)} cannot be read`, error)
  }
}
