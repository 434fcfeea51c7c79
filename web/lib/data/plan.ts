import { missingFields as unfillable } from '../../../queries/inputs.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { DayOrder, Plan, ScaleBounds, SourceOptions, TablePlan } from '../../../queries/loading/plan.ts'

const isFor = (entry: TablePlan, source: string, table: TableName) =>
  entry.source === source && entry.table === table

/** The canonical tables that a source fills, in the order of the plan. */
export const tablesOf = (plan: Plan, source: string): readonly TablePlan[] =>
  plan.tables.filter((entry) => entry.source === source)

/**
 * The plan with a source filling one more table, with the given columns; unchanged when it already does. A table that
 * describes rather than happens, beside another one, is repeated: the product on every purchase line.
 */
export function withTable(
  plan: Plan,
  source: string,
  table: TableName,
  columns: Readonly<Record<string, string>> = {},
): Plan {
  if (plan.tables.some((entry) => isFor(entry, source, table))) return plan
  const describes = canonicalTables[table].happened === null
  const repeated = describes && tablesOf(plan, source).length > 0
  return { ...plan, tables: [...plan.tables, { table, source, columns, ...(repeated && { repeated }) }] }
}

/** The plan with a source no longer filling a table. */
export const withoutTable = (plan: Plan, source: string, table: TableName): Plan => ({
  ...plan,
  tables: plan.tables.filter((entry) => !isFor(entry, source, table)),
})

/** What a field is filled from: a column of the source, the same text in every row, or nothing. */
export type Filling = { readonly column: string } | { readonly constant: string } | null

/** What fills a field of a table plan now. */
export function fillingOf(entry: TablePlan, field: string): Filling {
  const column = entry.columns?.[field]
  if (column !== undefined) return { column }
  const constant = entry.constants?.[field]
  return constant === undefined ? null : { constant }
}

/** The plan with one field of a table filled from something else. */
export function withFilling(
  plan: Plan,
  source: string,
  table: TableName,
  field: string,
  filling: Filling,
): Plan {
  const refill = (entry: TablePlan): TablePlan => ({
    ...entry,
    columns: replaced(entry.columns, field, filling && 'column' in filling ? filling.column : undefined),
    constants: replaced(
      entry.constants,
      field,
      filling && 'constant' in filling ? filling.constant : undefined,
    ),
  })
  return {
    ...plan,
    tables: plan.tables.map((entry) => (isFor(entry, source, table) ? refill(entry) : entry)),
  }
}

function replaced(
  values: Readonly<Record<string, string>> = {},
  field: string,
  value: string | undefined,
): Readonly<Record<string, string>> {
  const { [field]: _, ...rest } = values
  return value === undefined ? rest : { ...rest, [field]: value }
}

/** The plan as it is sent: fixed values that are blank are left out. */
export const withoutBlanks = (plan: Plan): Plan => ({
  ...plan,
  tables: plan.tables.map((entry) => ({
    ...entry,
    constants: Object.fromEntries(
      Object.entries(entry.constants ?? {}).filter(([, value]) => value.trim() !== ''),
    ),
  })),
})

/** The plan with some of the options of a source changed. */
export const withOptions = (plan: Plan, source: string, changes: SourceOptions): Plan => ({
  ...plan,
  sources: plan.sources.map((entry) =>
    entry.name === source ? { ...entry, options: { ...entry.options, ...changes } } : entry,
  ),
})

/** The plan with an answer to whether day or month comes first in a column of a source. */
export function withDayOrder(plan: Plan, source: string, column: string, order: DayOrder): Plan {
  const given = plan.sources.find((entry) => entry.name === source)?.options.day_order
  return withOptions(plan, source, { day_order: { ...given, [column]: order } })
}

/** The plan with the scale of a survey item, or of `csat` or `ces`, said, or with null left to the answers. */
export function withScale(plan: Plan, item: string, bounds: ScaleBounds | null): Plan {
  const { scale, ...rest } = plan
  const { [item]: _, ...others } = scale ?? {}
  const said = bounds ? { ...others, [item]: bounds } : others
  return Object.keys(said).length > 0 ? { ...rest, scale: said } : rest
}

/** The scale that a table plan gives to every item that has none of its own; null when it gives none. */
export function commonScale({ constants = {} }: TablePlan): ScaleBounds | null {
  const [min, max] = [Number(constants.scale_min || NaN), Number(constants.scale_max || NaN)]
  return min < max ? { min, max } : null
}

/** The plan with the same scale said for every rating of a source. */
export function withCommonScale(plan: Plan, source: string, bounds: ScaleBounds | null): Plan {
  const ends = [
    ['scale_min', bounds?.min],
    ['scale_max', bounds?.max],
  ] as const
  return ends.reduce(
    (changed, [field, end]) =>
      withFilling(changed, source, 'survey_items', field, end === undefined ? null : { constant: String(end) }),
    plan,
  )
}

/** Required fields of a table that nothing fills and nothing can be worked out for; a blank constant fills nothing. */
export function missingFields(entry: TablePlan): readonly string[] {
  const constants = Object.entries(entry.constants ?? {}).filter(([, value]) => value.trim() !== '')
  const filled = [...Object.keys(entry.columns ?? {}), ...constants.map(([field]) => field)]
  return unfillable(entry.table, new Set(filled))
}

/** Columns of a source that none of its tables uses, in the order of the file. */
export function unusedColumns(plan: Plan, source: string, columns: readonly string[]): readonly string[] {
  const used = new Set(tablesOf(plan, source).flatMap((entry) => Object.values(entry.columns ?? {})))
  return columns.filter((column) => !used.has(column))
}

export type PlanProblem =
  | { readonly kind: 'nothing_to_load' }
  | {
      readonly kind: 'missing_fields'
      readonly source: string
      readonly table: TableName
      readonly fields: readonly string[]
    }
  | { readonly kind: 'unanswered'; readonly source: string; readonly column: string }

/** What keeps a plan from being checked; empty when it is ready. Sources that fill no table are simply left out. */
export function planProblems(
  plan: Plan,
  questions: readonly { readonly source: string; readonly column: string }[],
): readonly PlanProblem[] {
  if (plan.tables.length === 0) return [{ kind: 'nothing_to_load' }]
  const missing = plan.tables
    .map((entry) => ({ entry, fields: missingFields(entry) }))
    .filter(({ fields }) => fields.length > 0)
    .map(({ entry, fields }) => ({
      kind: 'missing_fields' as const,
      source: entry.source ?? '',
      table: entry.table,
      fields,
    }))
  const unanswered = questions
    .filter((question) => isUsed(plan, question) && dayOrder(plan, question) === undefined)
    .map(({ source, column }) => ({ kind: 'unanswered' as const, source, column }))
  return [...missing, ...unanswered]
}

type ColumnOf = { readonly source: string; readonly column: string }

const isUsed = (plan: Plan, { source, column }: ColumnOf) =>
  tablesOf(plan, source).some((entry) => Object.values(entry.columns ?? {}).includes(column))

/** The answer given so far to whether day or month comes first in a column. */
export const dayOrder = (plan: Plan, { source, column }: ColumnOf) =>
  plan.sources.find((entry) => entry.name === source)?.options.day_order?.[column]
