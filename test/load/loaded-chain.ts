import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readModel, type Model } from '../../server/load/build-model.ts'
import { admit } from '../../server/load/job-admit.ts'
import { rebuild } from '../../server/load/job-rebuild.ts'
import { withLoadSession, type JobContext } from '../../server/load/job-session.ts'
import { undo } from '../../server/load/job-undo.ts'
import type { JobResult, Progress } from '../../server/load/job.ts'
import { rowsFrom, withDuckDb } from '../../server/load/process-duckdb.ts'
import { currentSnapshot } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'
import { leaveChecked, plan, type Rows } from './leave-checked.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** An empty folder that is removed after the tests of the file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-'))
  folders.push(folder)
  return folder
}

/** A data folder that rows are loaded into as a load does it, from the moment they are checked. */
export function newChain(data_dir = emptyFolder(), model: Model = readModel()) {
  const context: JobContext = { data_dir, model, on_progress: () => {} }
  return {
    data_dir,
    context,
    load: (
      rows: Rows,
      options: { on_progress?: (progress: Progress) => void; signal?: AbortSignal } = {},
    ): Promise<JobResult> =>
      withLoadSession({ ...context, ...options }, 'load', async (session) => {
        const { id, report } = await leaveChecked(session, rows)
        return admit(session, { id, report, plan, by: 'test' })
      }),
    undo: (batch_id: string): Promise<JobResult> =>
      withLoadSession(context, 'undo', (session) => undo(session, { kind: 'undo', batch_id, by: 'test' })),
    rebuild: (): Promise<JobResult> => withLoadSession(context, 'rebuild', rebuild),
    /** Rows of a query over the snapshot that pages read. */
    ask: async <T>(sql: string): Promise<T[]> => {
      const state = openState(data_dir)
      try {
        const { path } = currentSnapshot(state)!
        const options = { work_dir: join(data_dir, 'asking'), read_only: true }
        return await withDuckDb(path, options, (connection) => rowsFrom<T>(connection, sql))
      } finally {
        state.close()
      }
    },
  }
}

export type Chain = ReturnType<typeof newChain>

/** A purchase line of one unit; the order id says which order, the rest is as common as can be. */
export function line(
  order_id: string,
  ordered_at: string,
  net_amount: number,
  more: Record<string, string | number | null> = {},
) {
  return {
    order_id,
    line_no: 1,
    store_id: 's1',
    channel: 'store',
    ordered_at,
    product_id: 'p1',
    quantity: 1,
    net_amount,
    kind: 'sale',
    ...more,
  }
}
