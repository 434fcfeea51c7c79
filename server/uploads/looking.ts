import type { Detection, SavedMapping, SourceOptions, Suggestion } from '../../queries/loading/plan.ts'
import type { ErrorCode, ErrorParams } from '../errors.ts'

/** Files to be looked into. Everything is plain data, so that it can cross to another process. */
export interface LookRequest {
  readonly paths: readonly string[]
  /** Options that the user chose, by path; the rest is detected. */
  readonly options: Readonly<Record<string, SourceOptions>>
  readonly saved: readonly SavedMapping[]
  readonly time_zone: string
}

/** What the files seem to be, and how they could be loaded. */
export interface Look {
  readonly detections: readonly Detection[]
  readonly suggestion: Suggestion
}

/** What the process that looks into files sends back. */
export type LookReply =
  { readonly look: Look } | { readonly error: { readonly code: ErrorCode; readonly params: ErrorParams } }
