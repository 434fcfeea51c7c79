import type { TableName } from '../../queries/tables.ts'
import type { Registration } from './batch-set.ts'
import { textList } from './views-sql.ts'

/** Fields that hold an end of a scale: of which score, in SQL, and which end. */
const ends: Partial<Record<TableName, Readonly<Record<string, readonly [string, 'min' | 'max']>>>> = {
  surveys: {
    csat_min: ["'csat'", 'min'],
    csat_max: ["'csat'", 'max'],
    ces_min: ["'ces'", 'min'],
    ces_max: ["'ces'", 'max'],
  },
  survey_items: { scale_min: ['"item"', 'min'], scale_max: ['"item"', 'max'] },
}

/**
 * What the plans of batches say of scales, by field and in SQL, for rows whose batch is older than the field; `nth` is
 * the place of a row's batch. Empty when the table has no such field or no plan says any.
 */
export function plannedScales(
  table: TableName,
  batches: readonly Registration[],
  nth: string,
): Readonly<Record<string, string>> {
  const fields = ends[table]
  if (!fields) return {}
  const plans = batches.map(({ manifest }) => Object.entries(manifest.plan.scale ?? {}))
  if (plans.every((plan) => plan.length === 0)) return {}
  const maps = (end: 'min' | 'max') =>
    plans.map((plan) => {
      const values = plan.map(([, bounds]) => bounds[end])
      return `map(${textList(plan.map(([name]) => name))}::varchar[], [${values.join(', ')}]::double[])`
    })
  return Object.fromEntries(
    Object.entries(fields).map(([field, [score, end]]) => [
      field,
      `[${maps(end).join(', ')}][${nth}][${score}]`,
    ]),
  )
}
