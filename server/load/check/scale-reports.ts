import { plausibleScales } from '../../../queries/loading/plausible-scale.ts'
import type { ScaleBounds } from '../../../queries/loading/plan.ts'
import type { ScaleReport } from '../../../queries/loading/report.ts'
import { canonicalTables } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import type { SettledTable } from './settled-table.ts'

const most_items = 200

interface Answers {
  readonly item: string
  readonly answers: number
  readonly lowest: number
  readonly highest: number
  readonly low: number | null
  readonly high: number | null
}

/** The scales that the scores of a table are taken to be on: of every survey item, or of CSAT and CES. */
export async function scaleReports(database: WorkDatabase, settled: SettledTable): Promise<ScaleReport[]> {
  const { table } = settled.typed.mapped
  if (table === 'surveys') return (await read(database, scoreAnswers(settled))).map(scoreReport)
  return table === 'survey_items' ? itemReports(await read(database, itemAnswers(settled))) : []
}

function scoreReport({ low, high, ...rest }: Answers): ScaleReport {
  if (low !== null && high !== null) return { ...rest, min: low, max: high, from: 'said' }
  const { min, max } = canonicalTables.surveys.fields[rest.item] as ScaleBounds
  return { ...rest, min, max, from: 'usual' }
}

function itemReports(items: readonly Answers[]): ScaleReport[] {
  const unsaid = items.filter(({ low, high }) => low === null || high === null)
  const guessed = plausibleScales(unsaid)
  return items.map(({ low, high, ...rest }) =>
    low !== null && high !== null
      ? { ...rest, min: low, max: high, from: 'said' }
      : { ...rest, ...guessed[unsaid.findIndex(({ item }) => item === rest.item)]!, from: 'answers' },
  )
}

function read(database: WorkDatabase, answers: string | null): Promise<Answers[]> {
  if (answers === null) return Promise.resolve([])
  return database.rows<Answers>(`
    select item, count(*)::integer as answers, min(value) as lowest, max(value) as highest, max(low) as low, max(high) as high
    from (${answers}) where value is not null
    group by item order by answers desc, item limit ${most_items}`)
}

function scoreAnswers({ typed, relation }: SettledTable): string | null {
  const asked = ['csat', 'ces'].filter((field) => typed.scores.includes(field))
  const scores = asked.map(
    (field) =>
      `select '${field}' as item, cast(_${field} as double) as value, ${ends(typed.fields, field)} from ${relation}`,
  )
  return scores.length === 0 ? null : scores.join(' union all ')
}

function itemAnswers({ typed, relation }: SettledTable): string {
  const scores = typed.scores.map(
    (field) => `select item, _${field} as value, ${ends(typed.fields, 'scale')} from ${relation}`,
  )
  return scores.join(' union all ')
}

function ends(fields: readonly string[], name: string): string {
  const end = (field: string) =>
    fields.includes(field) ? `cast(${field} as double)` : 'cast(null as double)'
  return `${end(`${name}_min`)} as low, ${end(`${name}_max`)} as high`
}
