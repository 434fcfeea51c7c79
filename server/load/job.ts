import type { Locale } from '../../queries/metric.ts'
import type { ErrorCode, ErrorParams } from '../errors.ts'
import type { BuildReport } from '../state/ledger.ts'
import type { Settings } from '../state/settings.ts'
import type { CheckReport } from './check/report.ts'
import type { Plan } from './plan.ts'

/**
 * Steps of a job in order. Up to and including `verifying` it can be cancelled and leaves no trace; `publishing` is one
 * transaction after which all of it is visible.
 */
export const stages = [
  'waiting',
  'hashing',
  'reading',
  'mapping',
  'checking',
  'comparing',
  'writing',
  'building',
  'verifying',
  'publishing',
] as const
export type Stage = (typeof stages)[number]

/** How far a job is. `rows` counts within the stage; `total` is null while nobody knows. */
export interface Progress {
  readonly stage: Stage
  /** What the stage is busy with: a file, a table, a mart. */
  readonly part: string | null
  readonly rows: number
  readonly total: number | null
}

/** Told about every step; must return at once. */
export type OnProgress = (progress: Progress) => void

export type JobKind = 'check' | 'commit' | 'undo' | 'rebuild'
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

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

/**
 * How a job ended. `loaded`: registered and visible. `already_loaded`: the same content under the same plan is there,
 * nothing was done. `stopped`: the check's verdict is not `ok`, nothing was loaded; `check` says why.
 */
export interface JobResult {
  readonly outcome: 'checked' | 'loaded' | 'already_loaded' | 'stopped' | 'undone' | 'rebuilt'
  readonly batch_id: string | null
  readonly data_version: string | null
  readonly check: CheckReport | null
  readonly build: BuildReport | null
}

/** A job as a client sees it. */
export interface Job {
  readonly id: string
  readonly kind: JobKind
  readonly state: JobState
  readonly stage: Stage
  readonly part: string | null
  readonly rows: number
  readonly total: number | null
  readonly rows_per_second: number | null
  readonly remaining_seconds: number | null
  readonly started_at: string
  readonly finished_at: string | null
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
