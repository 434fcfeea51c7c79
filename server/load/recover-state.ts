import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProductError } from '../errors.ts'
import { dataDir, type DataDir } from '../state/data-dir.ts'
import { moveDurably } from '../state/durable.ts'
import { enterBatch, strikeBatch, type Manifest } from '../state/ledger.ts'
import { writeSettings } from '../state/settings.ts'
import { isStateMissing, openState, transaction, type State } from '../state/state.ts'
import { makeWorkDir, removeDeadWork } from './process-work.ts'
import type { Found } from './recover.ts'

/**
 * Opens the state store. Before that, room that processes left occupied when they died is freed, and a restored backup
 * is put in its place. A store that is missing or damaged is written anew from the manifests of the batches; a damaged
 * one is kept beside it.
 */
export function openRepaired(data_dir: string): { state: State; found: Found[] } {
  const dir = dataDir(data_dir)
  const found: Found[] = []
  const work = removeDeadWork(dir)
  if (work.length > 0) found.push({ code: 'unfinished', what: work.join(', '), repaired: true })
  if (finishRestore(dir)) found.push({ code: 'restore_finished', what: dir.root, repaired: true })
  const damaged = existsSync(dir.state) && !isStateMissing(dir) && !isSound(dir)
  const set_aside = damaged ? setAside(dir) : null
  if (isStateMissing(dir)) {
    rebuildState(dir)
    found.push({ code: 'state_rebuilt', what: set_aside ?? dir.state, repaired: true })
  }
  return { state: openState(data_dir), found }
}

/**
 * Puts a restored backup, complete under `restored/`, in its place: the state store last, since with it the batches
 * count. Done again after an interruption it goes on where it was. False when there is nothing to do.
 */
export function finishRestore(dir: DataDir): boolean {
  if (!existsSync(dir.restored)) return false
  for (const [name, place] of [
    ['identity.key', dir.identity_key],
    ['batches', dir.batches],
    ['state.db', dir.state],
  ] as const) {
    const from = join(dir.restored, name)
    if (existsSync(from)) moveDurably(from, place)
  }
  rmSync(dir.restored, { recursive: true })
  return true
}

function setAside(dir: DataDir): string {
  const aside = `${dir.state}.damaged-${new Date().toISOString().replaceAll(':', '')}`
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(dir.state + suffix)) renameSync(dir.state + suffix, aside + suffix)
  return aside
}

function isSound(dir: DataDir): boolean {
  try {
    const state = openState(dir.root)
    try {
      return state.database.prepare('pragma quick_check').get()?.quick_check === 'ok'
    } finally {
      state.close()
    }
  } catch (error) {
    if (error instanceof ProductError && error.code === 'state_damaged') return false
    throw error
  }
}

/** Written whole under another name first, so that a ledger that is there names every batch. */
function rebuildState(dir: DataDir): void {
  const known = manifests(dir)
  const work = makeWorkDir(dir)
  const state = openState(work)
  transaction(state, () => {
    for (const { folder, manifest, undone } of known) {
      enterBatch(state, folder, manifest)
      if (undone) strikeBatch(state, manifest.seq, undone.undone_by, new Date(undone.undone_at))
    }
    const last = known.at(-1)
    if (last) writeSettings(state, last.manifest.settings)
  })
  state.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(dir.state + suffix, { force: true })
  moveDurably(state.dir.state, dir.state)
  rmSync(work, { recursive: true })
}

interface Known {
  readonly folder: string
  readonly manifest: Manifest
  /** Left in the folder of a batch that was undone and is needed still. */
  readonly undone: { readonly undone_at: string; readonly undone_by: string } | null
}

/** What the batch folders say, in the order of registration; of two that count under the same id the later. */
function manifests(dir: DataDir): Known[] {
  const known = readdirSync(dir.batches)
    .filter((folder) => existsSync(join(dir.batches, folder, 'manifest.json')))
    .map((folder) => readKnown(dir, folder))
    .filter((each) => each !== null)
    .sort((a, b) => a.manifest.seq - b.manifest.seq)
  return known.filter(
    ({ undone, manifest }, index) =>
      undone || !known.slice(index + 1).some((later) => !later.undone && later.manifest.id === manifest.id),
  )
}

/** A folder whose manifest cannot be read is set aside: it may have counted. */
function readKnown(dir: DataDir, folder: string): Known | null {
  const path = join(dir.batches, folder)
  const read = (name: string) => JSON.parse(readFileSync(join(path, name), 'utf8'))
  try {
    return {
      folder,
      manifest: read('manifest.json'),
      undone: existsSync(join(path, 'undone')) ? read('undone') : null,
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    renameSync(path, `${path}.damaged`)
    return null
  }
}
