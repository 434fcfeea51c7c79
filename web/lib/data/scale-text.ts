import type { ScaleBounds } from '../../../queries/loading/plan.ts'
import { canonicalTables } from '../../../queries/tables.ts'
import type { TableName } from '../../../queries/tables.ts'

/** Scales that are offered; any other can be written. */
export const usual_scales: readonly ScaleBounds[] = [
  ...[3, 4, 5, 6, 7, 10].map((max) => ({ min: 1, max })),
  ...[1, 3, 4, 5, 10, 100].map((max) => ({ min: 0, max })),
]

/** A scale as people write it: 1–5. */
export const scaleText = ({ min, max }: ScaleBounds): string => `${min}–${max}`

/** The scale that a score of a survey is taken to be on when none was said; null for survey items, whose answers tell. */
export const usualScale = (table: TableName, score: string): string | null =>
  table === 'surveys' ? scaleText(canonicalTables.surveys.fields[score] as ScaleBounds) : null
