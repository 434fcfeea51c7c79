import type { Detection, Plan, Question, Source, TablePlan } from '../../../queries/loading/plan.ts'
import { dayOrder, missingFields, tablesOf } from './plan.ts'

/** Everything known about one source while its columns are mapped. */
export interface SourceState {
  readonly source: Source
  /** Its files, one or more. */
  readonly detections: readonly Detection[]
  readonly tables: readonly TablePlan[]
  readonly rows_estimate: number
  /** Bytes. */
  readonly size: number
  /** Questions about days and months in columns that are used. */
  readonly questions: readonly Question[]
  /** Required fields without a filling and questions without an answer. */
  readonly open_points: number
}

/** The state of each source of a plan, in the order of the plan. */
export function sourceStates(
  detections: readonly Detection[],
  questions: readonly Question[],
  plan: Plan,
): readonly SourceState[] {
  return plan.sources.map((source) => {
    const files = detections.filter((detection) => source.paths.includes(detection.path))
    const tables = tablesOf(plan, source.name)
    const used = new Set(tables.flatMap((entry) => Object.values(entry.columns ?? {})))
    const asked = questions.filter(
      ({ code, source: name, column }) =>
        code === 'day_order' && name === source.name && column !== undefined && used.has(column),
    )
    const unanswered = asked.filter(
      ({ column }) => dayOrder(plan, { source: source.name, column: column as string }) === undefined,
    )
    const missing = tables.reduce((count, entry) => count + missingFields(entry).length, 0)
    return {
      source,
      detections: files,
      tables,
      rows_estimate: files.reduce((sum, file) => sum + file.rows_estimate, 0),
      size: files.reduce((sum, file) => sum + file.size, 0),
      questions: asked,
      open_points: missing + unanswered.length,
    }
  })
}
