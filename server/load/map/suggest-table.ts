import { canonicalTables, tableNames, type TableName } from '../../../queries/tables.ts'
import type { ColumnSuggestion, Detection } from '../../../queries/loading/plan.ts'
import { mappableFields, missingFields } from '../../../queries/inputs.ts'
import { normaliseName, withoutUnit } from './normalise-name.ts'
import { nameConfidence, namesOfField, tableNameMatch } from './synonyms.ts'
import { valueConfidence } from './value-evidence.ts'

type Columns = Pick<Detection, 'columns' | 'file' | 'options'>

/** One column read as one field. */
export interface Match {
  readonly column: string
  readonly field: string
  readonly confidence: number
  readonly reason: Exclude<ColumnSuggestion['reason'], 'saved' | 'none'>
}

/** A source read as one table. */
export interface TableGuess {
  readonly table: TableName
  readonly matches: readonly Match[]
  /** Required fields that nothing fills. */
  readonly missing: readonly string[]
  readonly score: number
}

const name_weight = 3
const smallest_part = { latin: 4, other: 2 }

/** Without one of these a source is not such a table, however well the rest fits. */
const telling: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  surveys: ['nps', 'csat', 'ces'],
  complaints: ['complaint_id', 'category', 'text', 'root_cause', 'resolution'],
  purchases: ['order_id', 'net_amount', 'unit_price', 'gross_amount', 'quantity'],
}

/** Names that say nothing about whose they are: they do not carry a table by themselves. */
const vague = new Set(
  [
    'id',
    'name',
    'type',
    'kind',
    'date',
    'time',
    'datetime',
    'status',
    'amount',
    'value',
    'level',
    'source',
    'channel',
    'city',
    'description',
    'month',
  ].concat([
    '编号',
    '名称',
    '类型',
    '日期',
    '时间',
    '状态',
    '金额',
    '来源',
    '渠道',
    '城市',
    '描述',
    '等级',
    '级别',
    '月份',
    '备注',
  ]),
)

/** Everything a source could be, best first. */
export function guessTables(source: Columns): TableGuess[] {
  const guesses = tableNames.map((table) => guess(table, source))
  return guesses.filter(({ score }) => score > 0).sort((left, right) => right.score - left.score)
}

/** The best reading of the columns as fields of a table: each column and each field at most once. */
export function matchColumns(table: TableName, { columns }: Pick<Columns, 'columns'>): Match[] {
  const fields = Object.keys(mappableFields(table))
  const candidates = columns.flatMap((column) => fields.flatMap((field) => match(table, field, column) ?? []))
  const taken = new Set<string>()
  const best = candidates
    .sort((left, right) => right.confidence - left.confidence)
    .filter(({ column, field }) => {
      if (taken.has(`c ${column}`) || taken.has(`f ${field}`)) return false
      taken.add(`c ${column}`).add(`f ${field}`)
      return true
    })
  return best.filter(({ field }) => !replaced(field, taken))
}

/** What a purchase amounts to is worked out only when no column says it. */
function replaced(field: string, taken: ReadonlySet<string>): boolean {
  if (field === 'gross_amount') return taken.has('f net_amount')
  return field === 'unit_price' && (taken.has('f net_amount') || taken.has('f gross_amount'))
}

function guess(table: TableName, source: Columns): TableGuess {
  const matches = matchColumns(table, source)
  const fields = new Set(matches.map(({ field }) => field))
  const missing = missingFields(table, fields)
  const named = Math.max(
    tableNameMatch(table, source.file),
    tableNameMatch(table, source.options.sheet ?? ''),
  )
  const weights = matches.map(
    ({ column, confidence }) => confidence * (vague.has(normaliseName(column)) ? 0.4 : 1),
  )
  const weight = weights.reduce((sum, each) => sum + each, 0)
  const fits = telling[table]?.some((field) => fields.has(field)) ?? true
  const key = canonicalTables[table].key.some((field) => fields.has(field)) || matches.length >= 2
  if (!fits || !key || weight < 1 || (weight < 1.5 && named === 0))
    return { table, matches, missing, score: 0 }
  return { table, matches, missing, score: weight + named * name_weight - missing.length * 2 }
}

function match(table: TableName, field: string, { name, samples }: Columns['columns'][number]): Match | null {
  const normal = normaliseName(name)
  const sure = nameConfidence(table, field, normal) || nameConfidence(table, field, withoutUnit(name))
  if (sure > 0) return { column: name, field, confidence: sure, reason: sure === 1 ? 'name' : 'synonym' }
  if (isPart(table, field, normal)) return { column: name, field, confidence: 0.6, reason: 'part_of_name' }
  const byValue = valueConfidence(table, field, samples)
  return byValue > 0 ? { column: name, field, confidence: byValue, reason: 'values' } : null
}

/** `会员手机号码` ends like `手机号码`; short words and vague ones are found in too many names. */
function isPart(table: TableName, field: string, name: string): boolean {
  for (const word of namesOfField(table, field)) {
    const least = /^[a-z0-9]+$/.test(word) ? smallest_part.latin : smallest_part.other
    if (word.length >= least && !vague.has(word) && name !== word && name.endsWith(word)) return true
  }
  return false
}
