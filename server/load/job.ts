import type { Locale } from '../../queries/metric.ts'
import type { ErrorCode, ErrorParams } from '../errors.ts'
import type { BuildReport } from '../state/ledger.ts'
import type { Settings } from '../state/settings.ts'
import type { JobOutcome, JobProgress } from '../../queries/loading/job.ts'
import type { Plan } from '../../queries/loading/plan.ts'

/** How far a job is. */
export type Progress = Pick<JobProgress, 'stage' | 'part' | 'rows' | 'total'>

/** Told about every step; must return at once. */
export type OnProgress = (progress: Progress) => void

/** What becomes of the rejected rows: the file they are copied to, and the language their reasons are told in (zh-CN). */
export interface RejectsWanted {
  readonly rejects_to?: string
  readonly locale?: Locale
}

/**
 * What a job is asked to do. `settings` become the chain's with the load.
 * `rebuild` builds the snapshot from the batches, whatever state the present one is in.
 */
export type JobRequest =
  | ({ readonly kind: 'check'; readonly plan: Plan } & RejectsWanted)
  | ({
      readonly kind: 'commit'
      readonly plan: Plan
      readonly accept_rejects: boolean
      readonly by: string
      readonly settings?: Partial<Settings>
    } & RejectsWanted)
  | { readonly kind: 'undo'; readonly batch_id: string; readonly by: string }
  | { readonly kind: 'rebuild' }

/** How a job ended, and what was built. */
export interface JobResult extends JobOutcome {
  readonly build: BuildReport | null
}

/** A job as the server knows it. */
export interface Job extends JobProgress {
  readonly result?: JobResult
  readonly error?: { readonly code: ErrorCode; readonly params: ErrorParams }
}

/** The jobs of one server. Finished ones are remembered until a hundred newer ones have come. */
export interface Jobs {
  /** Queues a job; one runs at a time, in a process of its own. */
  start(request: JobRequest): Job
  get(id: string): Job | null
  list(): Job[]
  /** Stops a job that has not begun to publish; true when it will end `cancelled`. */
  cancel(id: string): boolean
  /** Calls `listener` with the job now and after each change until it has ended; returns the way to stop. */
  watch(id: string, listener: (job: Job) => void): () => void
  /** Called when a job's process is over; the job ends once the listener is through, so that what it published is seen. */
  onPublished(listener: () => Promise<void>): void
  /** Stops what runs and waits until its process has gone. */
  close(): Promise<void>
}
