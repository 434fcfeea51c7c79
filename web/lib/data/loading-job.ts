import type { CheckReport } from './loading-report.ts'

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

/** How a job ended. `stopped`: the check asked for something, nothing was loaded. */
export interface JobResult {
  readonly outcome: 'checked' | 'loaded' | 'already_loaded' | 'stopped' | 'undone' | 'rebuilt'
  readonly batch_id: string | null
  readonly data_version: string | null
  readonly check: CheckReport | null
}

/** A check, a load or an undo as the server runs it. `rows` counts within the stage, `total` is null while unknown. */
export interface Job {
  readonly id: string
  readonly kind: 'check' | 'commit' | 'undo' | 'rebuild'
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly stage: Stage
  readonly part: string | null
  readonly rows: number
  readonly total: number | null
  readonly rows_per_second: number | null
  readonly remaining_seconds: number | null
  readonly started_at: string
  readonly finished_at: string | null
  readonly result?: JobResult
  readonly error?: { readonly code: string; readonly message: string }
}

const checking: readonly Stage[] = ['reading', 'mapping', 'checking', 'comparing', 'writing']
const publishing: readonly Stage[] = ['building', 'verifying', 'publishing']

/** Stages of a kind of job in order, without those it never reaches. */
export function stagesOf(kind: Job['kind']): readonly Stage[] {
  if (kind === 'check') return checking
  return kind === 'commit' ? ['hashing', ...checking, ...publishing] : publishing
}
