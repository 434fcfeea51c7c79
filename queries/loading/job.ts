import type { Told } from './plan.ts'
import type { CheckReport } from './report.ts'

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

export type JobKind = 'check' | 'commit' | 'undo' | 'rebuild'
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** How far a job is. `rows` counts within the stage; `total` is null while nobody knows. */
export interface JobProgress {
  readonly id: string
  readonly kind: JobKind
  readonly state: JobState
  readonly stage: Stage
  /** What the stage is busy with: a file, a table, a mart. */
  readonly part: string | null
  readonly rows: number
  readonly total: number | null
  readonly rows_per_second: number | null
  readonly remaining_seconds: number | null
  /** ISO 8601 UTC. */
  readonly started_at: string
  readonly finished_at: string | null
}

/**
 * How a job ended. `loaded`: registered and visible. `already_loaded`: the same content under the same plan is there,
 * nothing was done. `stopped`: the check's verdict is not `ok`, nothing was loaded; `check` says why.
 */
export interface JobOutcome {
  readonly outcome: 'checked' | 'loaded' | 'already_loaded' | 'stopped' | 'undone' | 'rebuilt'
  readonly batch_id: string | null
  readonly data_version: string | null
  readonly check: CheckReport | null
}

/** A job as a client sees it. */
export interface JobView extends JobProgress {
  readonly result?: JobOutcome
  readonly error?: Told
}
