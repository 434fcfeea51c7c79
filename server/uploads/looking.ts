import type { Detection, SavedMapping, SourceOptions, Suggestion } from '../../queries/loading/plan.ts'
import type { ErrorCode, ErrorParams } from '../errors.ts'

/** Why a file cannot be read. */
export interface Failure {
  readonly code: ErrorCode
  readonly params: ErrorParams
}

/** Files to be looked into. Everything is plain data, so that it can cross to another process. */
export interface LookRequest {
  readonly paths: readonly string[]
  /** Options that the user chose, by path; the rest is detected. */
  readonly options: Readonly<Record<string, SourceOptions>>
  readonly saved: readonly SavedMapping[]
  readonly time_zone: string
}

/** What the files that can be read seem to be and how they could be loaded, and why the others cannot, by path. */
export interface Look {
  readonly detections: readonly Detection[]
  readonly unreadable: Readonly<Record<string, Failure>>
  readonly suggestion: Suggestion
}

/** What the process that looks into files is asked: those known to be unreadable are passed over. */
export interface LookOrder extends LookRequest {
  readonly unreadable: Readonly<Record<string, Failure>>
}

/** What it sends back: the path of each file as its turn comes, null when all had theirs, and at the end what they are. */
export type LookMessage = { readonly looking: string | null } | { readonly look: Look }
