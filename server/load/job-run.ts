import { check } from './job-check.ts'
import { commit } from './job-commit.ts'
import { rebuild } from './job-rebuild.ts'
import { withLoadSession, withSession, type JobContext } from './job-session.ts'
import { undo } from './job-undo.ts'
import type { JobRequest, JobResult } from './job.ts'

/** Does what a job is asked to, in this process. What it promises holds wherever the process is killed. */
export function runJob(request: JobRequest, context: JobContext): Promise<JobResult> {
  switch (request.kind) {
    case 'check':
      return withSession(context, async (session) => {
        const report = await check(session, request.plan, request)
        return { outcome: 'checked', batch_id: null, data_version: null, check: report, build: null }
      })
    case 'commit':
      return withLoadSession(context, 'load', (session) => commit(session, request))
    case 'undo':
      return withLoadSession(context, `undo ${request.batch_id}`, (session) => undo(session, request))
    case 'rebuild':
      return withLoadSession(context, 'rebuild', rebuild)
  }
}
