import type { ErrorCode, ErrorParams } from '../errors.ts'
import type { JobRequest, JobResult, Progress } from './job.ts'

/** What the server tells a load process. */
export type ToProcess =
  | { readonly type: 'start'; readonly data_dir: string; readonly request: JobRequest }
  | { readonly type: 'cancel' }

/** What a load process tells the server: progress, and last how it ended. */
export type FromProcess =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly result: JobResult }
  | { readonly type: 'cancelled' }
  | {
      readonly type: 'failed'
      readonly error: { readonly code: ErrorCode; readonly params: ErrorParams }
      /** For the log only. */
      readonly cause: string
    }
