import { constants } from 'node:fs'
import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../../queries/loading/plan.ts'
import { syncAside } from '../state/durable.ts'
import { hasSpace } from './job-failure.ts'
import type { LoadSession } from './job-session.ts'
import { needForCheck, needToContinue } from './job-space.ts'

/** A copy of the present snapshot in the work folder, for the next one to begin with. */
export interface SnapshotCopy {
  readonly file: string
  /** Rejects when it could not be made. */
  readonly made: Promise<void>
}

/** Files that are larger than this part of the snapshot may well change too much of it for a copy to be of use. */
const small = 0.1

/**
 * Begins to copy the present snapshot while the files of a plan are checked, where a copy is likely to be of use and the
 * disk has room for both. It is written to the disk there and then, so that publishing has less to wait for.
 */
export async function copyAside(session: LoadSession, plan: Plan): Promise<SnapshotCopy | null> {
  const { state, snapshot, work_dir } = session
  if (!snapshot) return null
  const { bytes } = snapshot.build
  const paths = plan.sources.flatMap((source) => source.paths)
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  if (sizes.reduce((sum, size) => sum + size, 0) > bytes * small) return null
  if (!hasSpace(state.dir.root, (await needForCheck(plan)) + needToContinue(bytes))) return null
  const file = join(work_dir, 'last.duckdb')
  const made = copySynced(snapshot.path, file)
  made.catch(() => {})
  return { file, made }
}

async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await syncAside(to)
}
