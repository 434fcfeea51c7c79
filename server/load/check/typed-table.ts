import { join } from 'node:path'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { batchOrder, openColumns } from './batch-form.ts'
import type { Plan, Question } from '../../../queries/loading/plan.ts'
import { memoryOf } from '../../memory.ts'
import { literal, type WorkDatabase } from '../read/work-database.ts'
import { rowsIn, writeByMonth } from './by-month.ts'
import { derivations, type Derivation } from './derive.ts'
import { gatherEvidence, type ColumnEvidence } from './evidence.ts'
import { readField, typesOf, type FieldReading } from './field-reading.ts'
import { personalFields } from './identity.ts'
import type { MappedTable } from './mapped-table.ts'
import type { ReasonCode } from './reasons.ts'
import type { Note } from '../../../queries/loading/report.ts'
import { rowRules, type RowRule } from './row-rules.ts'
import { scalingOf, type Scaling } from './scaling.ts'

/** What a typed row takes while it is sorted, generously. */
const sorted_row_bytes = 250

/** A reason or finding that the typed rows refer to by its place in a list. */
export interface Judgement {
  readonly field: string
  readonly code: ReasonCode
  readonly params?: Note['params']
}

/** Rows read into their types, each with what is wrong with it. */
export interface TypedTable {
  readonly mapped: MappedTable
  /**
   * A relation with `_row`, `_source`, `_line`, every filled canonical field in its type, `_fault` (place in `faults`,
   * null for a good row), `_value` (the text at fault), `_soft` (a bit per entry of `findings`), `_found` (the text of
   * each, as a list; null for a row without any) and, for each of `scores`, `_<field>`: the score before one off its
   * scale was emptied.
   */
  readonly relation: string
  /**
   * The files behind `relation` when their columns and order are those of a batch, several when there were too many rows to
   * sort; the rows are judged all the same.
   */
  readonly files: readonly string[] | null
  readonly by_month: boolean
  /** Canonical fields that are there, in the registry's order. */
  readonly fields: readonly string[]
  readonly faults: readonly Judgement[]
  readonly findings: readonly Judgement[]
  readonly notes: readonly Note[]
  readonly scores: readonly string[]
}

/**
 * Reads a mapped table into its types, or says what must be asked first. Decisions about columns are made from all
 * their values; then every row is read once.
 */
export async function typeTable(
  database: WorkDatabase,
  mapped: MappedTable,
  plan: Pick<Plan, 'scale' | 'tables'>,
  dir: string,
): Promise<TypedTable | Question[]> {
  const evidence = await gatherEvidence(database, mapped, typesOf(mapped))
  const readings: FieldReading[] = []
  const questions: Question[] = []
  for (const field of mapped.cited.keys()) {
    const read = await readField(database, mapped, field, evidence.get(field)!)
    if ('code' in read) questions.push(read)
    else readings.push(read)
  }
  if (questions.length > 0) return questions
  const derived = derivations(mapped.table, new Set(mapped.cited.keys()))
  const known = new Set([...mapped.cited.keys(), ...derived.map(({ field }) => field)])
  const scaling = await scalingOf(database, mapped.table, plan.scale, known)
  const in_memory = await isSortedInMemory(database, mapped.rows)
  const by_month = mapped.table === 'purchases' && !in_memory
  const for_batch = mayStand(mapped, plan) && (in_memory || by_month)
  return writeTyped(
    database,
    mapped,
    { readings, evidence, derived, known, scaling, for_batch, by_month },
    dir,
  )
}

/** Whether a table's typed rows may become a batch's as they stand: nothing is to be hidden in them or put together. */
function mayStand({ table, row, repeated }: MappedTable, { tables }: Pick<Plan, 'tables'>): boolean {
  const parts = tables.filter((each) => each.table === table)
  return row !== null && !repeated && parts.length === 1 && personalFields(table).length === 0
}

/**
 * Whether this many rows can be sorted while they are read. More than half of the memory lets DuckDB give up: what it reads
 * and judges at the same time cannot be set aside; rows that stand in a file are sorted in any memory.
 */
async function isSortedInMemory(database: WorkDatabase, rows: number): Promise<boolean> {
  const [setting] = await database.rows<{ limit: string }>(`select current_setting('memory_limit') as limit`)
  return rows * sorted_row_bytes <= memoryOf(setting!.limit)! / 2
}

/** How every column of a table is to be read. */
interface Decisions {
  readonly readings: readonly FieldReading[]
  readonly evidence: ReadonlyMap<string, ColumnEvidence>
  readonly derived: readonly Derivation[]
  /** Fields that are mapped or derived. */
  readonly known: ReadonlySet<string>
  readonly scaling: Scaling
  /** They are written in the form and order of a batch. */
  readonly for_batch: boolean
  readonly by_month: boolean
}

async function writeTyped(
  database: WorkDatabase,
  mapped: MappedTable,
  { readings, evidence, derived, known, scaling, for_batch, by_month }: Decisions,
  dir: string,
): Promise<TypedTable> {
  const { table } = mapped
  const fields = Object.keys(canonicalTables[table].fields).filter(
    (field) => known.has(field) || field in scaling.fields,
  )
  const faults = faultsOf(table, readings, known)
  const now = new Date()
  const rules = [
    ...rowRules(table, known, now).filter((rule) => !isPast(rule, evidence, now)),
    ...scaling.rules,
  ]
  const findings = [
    ...readings.flatMap(({ field, soft }) => soft.map((found) => ({ field, ...found }))),
    ...rules,
  ]
  const path = join(dir, `typed-${mapped.part}`)
  const select = typedSelect({ mapped, readings, derived, fields, faults, findings, scaling, for_batch })
  const order = for_batch ? batchOrder(table, fields) : null
  const files =
    for_batch && by_month
      ? await writeByMonth(database, select, path)
      : await writeOne(database, select, order, path)
  return {
    mapped,
    relation: `(select ${[...(for_batch ? [`${mapped.row} as _row`] : []), '*', ...unjudged(faults, findings)].join(', ')} from ${rowsIn(files)})`,
    files: for_batch ? files : null,
    by_month,
    fields,
    faults,
    findings,
    scores: scaling.written,
    notes: [
      ...readings.flatMap(({ notes }) => notes),
      ...derivedNotes(derived, mapped, evidence),
      ...repeatedNote(mapped),
    ],
  }
}

/** Dates that are all known to lie before now cannot lie in the future, whatever their zone. */
function isPast({ field, code }: RowRule, evidence: ReadonlyMap<string, ColumnEvidence>, now: Date): boolean {
  const seen = evidence.get(field)
  if (code !== 'in_the_future' || seen === undefined) return false
  const { iso_dates, filled, placeholders, latest } = seen
  return iso_dates === filled - placeholders && latest < now.toISOString().replace('T', ' ')
}

async function writeOne(
  database: WorkDatabase,
  select: string,
  order: string | null,
  path: string,
): Promise<string[]> {
  const file = `${path}.parquet`
  const rows = order === null ? select : `select * from (${select}) order by ${order}`
  await database.run(`copy (${rows}) to ${literal(file)} (format parquet, codec zstd, row_group_size 122880)`)
  return [file]
}

interface Fault extends Judgement {
  readonly when: string
  readonly shown: string
}

function faultsOf(table: TableName, readings: readonly FieldReading[], known: ReadonlySet<string>): Fault[] {
  const byField = new Map(readings.map((reading) => [reading.field, reading]))
  const { fields } = canonicalTables[table]
  const names = [...Object.keys(fields), ...[...byField.keys()].filter((field) => !(field in fields))]
  return names.flatMap((field) => {
    const reading = byField.get(field)
    const shown = reading === undefined ? 'null' : asText(`t_${field}`)
    const bad = (reading?.faults ?? []).map(({ code, when }) => ({ field, code, when, shown }))
    const missing = { field, code: 'missing' as const, when: `v_${field} is null`, shown }
    return fields[field]?.required && known.has(field) && !reading?.complete ? [...bad, missing] : bad
  })
}

interface Parts {
  readonly mapped: MappedTable
  readonly readings: readonly FieldReading[]
  readonly derived: readonly Derivation[]
  readonly fields: readonly string[]
  readonly faults: readonly Fault[]
  readonly findings: readonly (Judgement & { readonly when: string })[]
  readonly scaling: Scaling
  readonly for_batch: boolean
}

function typedSelect(parts: Parts): string {
  const { mapped, readings, derived, fields, faults, findings, scaling, for_batch } = parts
  const texts = readings.map(({ field, text }) => `${text} as t_${field}`)
  const parsed = readings.flatMap((reading) =>
    Object.entries(reading.parsed).map(([name, sql]) => `${sql} as ${name}`),
  )
  const joins = readings.flatMap(({ join }) => join ?? [])
  const typed = readings.map(({ field, value }) => `${value} as v_${field}`)
  const steps = derived.map((step, index) => derivedStep(step, index, readings))
  const last = derived.length === 0 ? 'typed' : `derived_${derived.length - 1}`
  const valueOf = (field: string) => scaling.fields[field] ?? `v_${field}`
  const columns = [
    ...(for_batch
      ? openColumns(mapped.table, (field) => (fields.includes(field) ? valueOf(field) : null))
      : fields.map((field) => `${valueOf(field)} as ${field}`)),
    ...scaling.written.map((field) => `v_${field} as _${field}`),
  ]
  return `with
texts as (select _row, _source, _line, ${texts.join(', ')} from ${mapped.relation}),
parsed as (select texts.*${parsed.map((column) => `, ${column}`).join('')} from texts ${joins.join(' ')}),
typed as (select *, ${typed.join(', ')} from parsed)${steps.map((step) => `,\n${step}`).join('')},
judged as (select *, ${faultCase(faults)} as _fault, ${bits(findings)} as _soft from ${scaling.from(last)})
select ${[...(for_batch ? [] : ['_row']), '_source', '_line', ...columns, ...judgements(parts)].join(', ')}
from judged`
}

/** What is judged about rows is written where anything can be. */
function judgements(parts: Parts): string[] {
  const { faults, findings } = parts
  return [
    ...(faults.length > 0 ? ['_fault', `${shownCase(faults)} as _value`] : []),
    ...(findings.length > 0 ? ['_soft', `${foundList(parts)} as _found`] : []),
  ]
}

function unjudged(faults: readonly Judgement[], findings: readonly Judgement[]): string[] {
  return [
    ...(faults.length > 0 ? [] : ['cast(null as smallint) as _fault', 'cast(null as varchar) as _value']),
    ...(findings.length > 0 ? [] : ['0 as _soft', 'cast(null as varchar[]) as _found']),
  ]
}

const asText = (value: string) => `cast(${value} as varchar)`

function derivedStep({ field, value }: Derivation, index: number, readings: readonly FieldReading[]): string {
  const from = index === 0 ? 'typed' : `derived_${index - 1}`
  const replaces = readings.some((reading) => reading.field === field)
  const columns = replaces ? `* replace (${value} as v_${field})` : `*, ${value} as v_${field}`
  return `derived_${index} as (select ${columns} from ${from})`
}

function faultCase(faults: readonly Fault[]): string {
  if (faults.length === 0) return 'cast(null as smallint)'
  return `cast(case ${faults.map(({ when }, index) => `when ${when} then ${index}`).join(' ')} end as smallint)`
}

function shownCase(faults: readonly Fault[]): string {
  return `left(case _fault ${faults.map(({ shown }, index) => `when ${index} then ${shown}`).join(' ')} end, 200)`
}

function foundList({ findings, readings }: Parts): string {
  const read = new Set(readings.map(({ field }) => field))
  const texts = findings.map(
    ({ field }) => `left(${asText(read.has(field) ? `t_${field}` : `v_${field}`)}, 200)`,
  )
  return `case when _soft <> 0 then [${texts.join(', ')}] end`
}

function bits(findings: Parts['findings']): string {
  const each = findings.map(({ when }, index) => `(case when ${when} then ${2 ** index} else 0 end)`)
  return `cast(${['0', ...each].join(' + ')} as integer)`
}

/** A derivation that only fills gaps is worth a note where there are gaps. */
function derivedNotes(
  derived: readonly Derivation[],
  { rows }: MappedTable,
  evidence: ReadonlyMap<string, ColumnEvidence>,
): Note[] {
  return derived.flatMap(({ field, note, fills }) => {
    if (fills === undefined) return [{ ...note, field, rows: 0 }]
    const { filled, placeholders } = evidence.get(fills)!
    const gaps = rows - filled + placeholders
    return gaps === 0 ? [] : [{ ...note, field, rows: gaps }]
  })
}

function repeatedNote({ repeated }: MappedTable): Note[] {
  return repeated ? [{ code: 'repeated_rows', field: null, rows: 0, params: {} }] : []
}
