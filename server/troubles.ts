import { accessSync, constants, statSync } from 'node:fs'
import { ProductError } from './errors.ts'
import { currentSnapshot } from './state/ledger.ts'
import type { State } from './state/state.ts'

/** What is wrong around a server that goes on answering from what it has open; empty when all is well. */
export type Troubles = () => readonly ProductError[]

const tolerated_ms = 60_000

/**
 * Looks at the data folder and the clock whenever it is called: `data_dir_gone` when the folder was removed or another
 * one is in its place, `data_dir_read_only` when nothing can be written, `clock_behind` when the clock shows a time
 * before the newest data was published.
 */
export function watchTroubles(state: State, clock: () => Date): Troubles {
  const opened = statSync(state.dir.state)
  return () => {
    const folder = folderTrouble(state, opened.ino)
    if (folder?.code === 'data_dir_gone') return [folder]
    return [folder, clockTrouble(state, clock())].filter((trouble) => trouble !== null)
  }
}

/** Throws when nothing can be loaded or changed just now. */
export function requireWritable(troubles: Troubles): void {
  const folder = troubles().find(({ code }) => code !== 'clock_behind')
  if (folder) throw folder
}

function folderTrouble({ dir }: State, ino: number): ProductError | null {
  const path = dir.root
  if (inodeOf(dir.state) !== ino) return new ProductError('data_dir_gone', { path })
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return null
  } catch (cause) {
    return new ProductError('data_dir_read_only', { path }, { cause })
  }
}

function inodeOf(path: string): number | null {
  try {
    return statSync(path).ino
  } catch {
    return null
  }
}

function clockTrouble(state: State, now: Date): ProductError | null {
  const published_at = currentSnapshot(state)?.published_at
  if (published_at === undefined || Date.parse(published_at) - now.getTime() < tolerated_ms) return null
  return new ProductError('clock_behind', { now: now.toISOString(), published_at })
}
