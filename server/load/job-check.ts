import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { identityKeys } from '../state/identity.ts'
import { listBatches } from '../state/ledger.ts'
import { batchSet } from './batch-set.ts'
import { checkPlan } from './check/check-plan.ts'
import type { CheckReport } from '../../queries/loading/report.ts'
import { duckdbOptions } from './process-duckdb.ts'
import { requireSpace } from './job-failure.ts'
import { needForCheck } from './job-space.ts'
import type { RejectsWanted } from './job.ts'
import type { Session } from './job-session.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { attachViews } from './views.ts'

/**
 * Reads and checks the files of a plan against what is loaded, leaving the accepted rows in the work folder of the
 * session. The rejected rows are also copied to where they are wanted. Throws `disk_too_small` before anything is read.
 */
export async function check(
  session: Session,
  plan: Plan,
  { rejects_to, locale }: RejectsWanted,
): Promise<CheckReport> {
  const { state, work_dir, signal, on_progress } = session
  requireSpace(state, await needForCheck(plan))
  const set = batchSet(listBatches(state))
  const report = await checkPlan(plan, {
    work_dir,
    connection_options: duckdbOptions(work_dir),
    identity_key: identityKeys(state).digest,
    attachCurrent: (connection) => attachViews(connection, set, 'current_'),
    progress: ({ stage, subject, rows, total_rows }) =>
      on_progress({ stage, part: subject, rows, total: total_rows ?? null }),
    signal,
    locale,
  })
  const rejects = join(work_dir, 'rejects.csv')
  if (rejects_to && existsSync(rejects)) copyFileSync(rejects, rejects_to)
  return report
}
