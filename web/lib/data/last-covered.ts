import { addDays, monthFirst, type Day } from '../../../queries/day.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'

/** The last day a table covers: a row that is about a whole month covers it to its end. */
export function lastCovered(table: string | null, last_day: Day | null): Day | null {
  const { happened, fields } = canonicalTables[table as TableName] ?? { happened: null, fields: {} }
  const monthly = happened !== null && fields[happened]?.type === 'month'
  return last_day !== null && monthly ? addDays(monthFirst(last_day, 1), -1) : last_day
}
