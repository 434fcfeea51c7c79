import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  currentSnapshot,
  listBatches,
  publishedSnapshots,
  type Batch,
  type Snapshot,
} from '../state/ledger.ts'
import { readSettings } from '../state/settings.ts'
import type { State } from '../state/state.ts'
import { batchSet, dataVersion } from './batch-set.ts'
import type { Model } from './build-model.ts'
import { lockForRepair } from './lock.ts'
import { isRunning } from './process-alive.ts'
import { makeWorkDir } from './process-work.ts'
import { openRepaired } from './recover-state.ts'
import { removeOldSnapshots, verifySnapshot } from './snapshot.ts'

/** Something that was not as it should be, and whether it is again. `what` names the file or batch. */
export interface Found {
  readonly code:
    | 'restore_finished'
    | 'state_damaged'
    | 'state_rebuilt'
    | 'unfinished'
    | 'manifest_differs'
    | 'batch_damaged'
    | 'snapshot_damaged'
    | 'snapshot_missing'
    | 'snapshot_outdated'
  readonly what: string
  readonly repaired: boolean
}

/** The state of a data folder after repair. */
export interface Recovery {
  readonly state: State
  readonly found: readonly Found[]
  /** The newest snapshot that can be read with this model, though perhaps not with the newest data; null when there is none. */
  readonly snapshot: Snapshot | null
  /** True when the snapshot of what is loaded must be built: start a `rebuild`. */
  readonly rebuild: boolean
}

/**
 * Opens a data folder as a server or a command does at its start, and repairs what a process that was killed has left:
 * what was not registered is removed, what was is complete, a missing ledger is read again from the batches.
 * A snapshot that cannot be used is only reported: building it anew may take minutes.
 */
export async function recover(data_dir: string, model: Model): Promise<Recovery> {
  const { state, found } = openRepaired(data_dir)
  const lock = lockForRepair(state)
  try {
    if (lock) found.push(...removeUnfinished(state))
  } finally {
    lock?.release()
  }
  found.push(...damagedBatches(state))
  const usable = await usableSnapshot(state, model)
  found.push(...usable.found)
  return { state, found, snapshot: usable.snapshot, rebuild: usable.rebuild }
}

/** Removes what belongs to no registered batch and no published snapshot. Call while holding the load lock. */
export function removeUnfinished(state: State): Found[] {
  const loose = looseBatches(state)
  for (const name of loose) rmSync(join(state.dir.batches, name), { recursive: true, force: true })
  markLeaned(state)
  removeOldSnapshots(state)
  for (const name of readdirSync(state.dir.root)) {
    const [, writer] = /^identity\.key\.(\d+)$/.exec(name) ?? []
    if (writer && !isRunning(Number(writer))) rmSync(join(state.dir.root, name), { force: true })
  }
  return loose.length > 0 ? [{ code: 'unfinished', what: loose.join(', '), repaired: true }] : []
}

/**
 * Batch folders that count for nothing: one that the ledger does not name was never registered, one that was undone is
 * done with unless a later batch leans on it.
 */
export function looseBatches(state: State): string[] {
  if (!existsSync(state.dir.batches)) return []
  const { active, leaned } = batchSet(listBatches(state))
  const needed = new Set([...active, ...leaned].map(({ path }) => basename(path)))
  return readdirSync(state.dir.batches).filter(
    (name) => /^[0-9a-f]{16}(-\d+)?$/.test(name) && !needed.has(name),
  )
}

/** An undone batch that is leaned on must not count again should the ledger have to be read from the batches. */
function markLeaned(state: State): void {
  const registrations = listBatches(state)
  for (const { seq } of batchSet(registrations).leaned) {
    const { path, undone_at, undone_by } = registrations.find((batch) => batch.seq === seq)!
    if (existsSync(path)) writeFileSync(join(path, 'undone'), JSON.stringify({ undone_at, undone_by }))
  }
}

/** Batches whose files are missing or not as long as they were. Reads no content. */
function damagedBatches(state: State): Found[] {
  const { active, leaned } = batchSet(listBatches(state))
  return [...active, ...leaned].flatMap((batch) => {
    const damaged = batch.manifest.files.find(({ path, bytes }) => {
      const file = join(batch.path, path)
      return !existsSync(file) || statSync(file).size !== bytes
    })
    return damaged
      ? [{ code: 'batch_damaged', what: `${batch.id}/${damaged.path}`, repaired: false } as const]
      : []
  })
}

/** The newest snapshot that can be read with this model, and whether the snapshot of what is loaded must be built. */
export async function usableSnapshot(
  state: State,
  model: Model,
): Promise<{ snapshot: Snapshot | null; rebuild: boolean; found: Found[] }> {
  const registrations = listBatches(state)
  const wanted = dataVersion(model.version, readSettings(state).time_zone, batchSet(registrations))
  const found: Found[] = []
  for (const snapshot of publishedSnapshots(state, 5)) {
    if (snapshot.build.model_version !== model.version) continue
    const problem = await problemOf(state, snapshot)
    if (!problem && snapshot.data_version === wanted) return { snapshot, rebuild: false, found }
    if (!problem) {
      found.push({ code: 'snapshot_outdated', what: snapshot.data_version, repaired: false })
      return { snapshot, rebuild: true, found }
    }
    if (snapshot.data_version === wanted) found.push(problem)
  }
  return { snapshot: null, rebuild: needsSnapshot(state, registrations), found }
}

function needsSnapshot(state: State, registrations: readonly Batch[]): boolean {
  return registrations.length > 0 || currentSnapshot(state) !== null
}

async function problemOf(state: State, { path, build, data_version }: Snapshot): Promise<Found | null> {
  if (!existsSync(path)) return { code: 'snapshot_missing', what: data_version, repaired: false }
  const work_dir = makeWorkDir(state.dir)
  try {
    await verifySnapshot(path, build, { work_dir })
    return null
  } catch (error) {
    return { code: 'snapshot_damaged', what: `${data_version}: ${String(error)}`, repaired: false }
  } finally {
    rmSync(work_dir, { recursive: true, force: true })
  }
}
