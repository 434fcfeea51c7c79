import type { FieldType } from '../../../queries/tables.ts'
import { mappableFields } from '../../../queries/inputs.ts'
import type { DayOrder, Question } from '../../../queries/loading/plan.ts'
import { hasWords } from '../map/enum-words.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import { dateSql, dateStyle, decideOrder, formatsOf, orderEvidence, type DateStyle } from './dates.ts'
import { isPlaceholder, type ColumnEvidence } from './evidence.ts'
import { rawText, type MappedTable } from './mapped-table.ts'
import {
  amountOf,
  bare_numbers,
  doubleOf,
  integerOf,
  isFiner,
  isNumber,
  numberStyle,
  numberText,
} from './numbers.ts'
import type { ReasonCode } from './reasons.ts'
import type { Note } from '../../../queries/loading/report.ts'
import { shapesOf, type Shape } from './shapes.ts'
import { inGap, toLocal, toUtc, zoneRules, type ZoneRules } from './time-zone.ts'
import { readWords } from './words.ts'

/**
 * How one column becomes a field, in three steps of SQL: `t_<field>`, the text as it is read; what is worked out from
 * it on the way; `v_<field>`, the typed value, null when the text is empty or cannot be read.
 */
export interface FieldReading {
  readonly field: string
  readonly type: FieldType
  /** Over the columns of `MappedTable.relation`: the text, or number, without placeholders. */
  readonly text: string
  /** Over `t_<field>`: columns by name. */
  readonly parsed: Readonly<Record<string, string>>
  /** A join that `parsed` needs. */
  readonly join?: string
  /** Over `t_<field>` and `parsed`. */
  readonly value: string
  /** It is known that every row has a value, and one that can be read. */
  readonly complete: boolean
  /**
   * Conditions over all of these and `v_<field>` under which the row is rejected, as far as the evidence does not rule them
   * out. The first that holds is the reason.
   */
  readonly faults: readonly Condition[]
  /** Conditions for findings about rows that are kept. */
  readonly soft: readonly Condition[]
  readonly notes: readonly Note[]
}

/** A reason and the SQL condition on a row under which it holds. */
export interface Condition {
  readonly code: ReasonCode
  readonly when: string
}

interface Context {
  readonly database: WorkDatabase
  readonly mapped: MappedTable
  readonly field: string
  readonly type: FieldType
  readonly evidence: ColumnEvidence
  /** A relation with the field's text, without placeholders, as `t`. */
  readonly texts: string
}

type Read = Partial<FieldReading> & Pick<FieldReading, 'value'>
type Reader = (context: Context) => Promise<Read | Question>

const max_id_bytes = 400
const damaged = `'[0-9](\\.[0-9]+)?[eE]\\+[0-9]+'`
const wide = `'[\\x{ff01}-\\x{ff5e}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}\\x{feff}]'`
const invisible = `'[\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}\\x{feff}]'`

/** Decides from the values of a whole column how to read it; a question when only the user can tell. */
export async function readField(
  database: WorkDatabase,
  mapped: MappedTable,
  field: string,
  evidence: ColumnEvidence,
): Promise<FieldReading | Question> {
  const type = mappableFields(mapped.table)[field]!.type
  const raw = rawText(field)
  const text =
    evidence.placeholders === 0 ? raw : `case when ${isPlaceholder(type, raw)} then null else ${raw} end`
  const texts = `(select ${text} as t from ${mapped.relation})`
  const read = await readers[type]({ database, mapped, field, type, evidence, texts })
  if ('code' in read) return read
  const emptied = noteIf('placeholders_emptied', field, evidence.placeholders)
  return {
    field,
    type,
    text,
    parsed: {},
    complete: false,
    faults: [],
    soft: [],
    ...read,
    notes: [...emptied, ...(read.notes ?? [])],
  }
}

const readers: Readonly<Record<FieldType, Reader>> = {
  id: readId,
  text: readText,
  enum: readWord,
  boolean: readWord,
  day: readDate,
  month: readDate,
  instant: readDate,
  amount: readNumber,
  number: readNumber,
  integer: readNumber,
}

async function readId(context: Context): Promise<Read> {
  const { database, field, evidence, texts } = context
  const whole = evidence.point_zero > 0 && evidence.point_zero === evidence.filled - evidence.placeholders
  const unusual =
    evidence.beyond_ascii === 0 ? 0 : await countIf(database, texts, `regexp_matches(t, ${wide})`)
  const plain = `nullif(regexp_replace(${asciiOf(`t_${field}`)}, ${invisible}, '', 'g'), '')`
  const ascii = unusual > 0 ? plain : `t_${field}`
  return {
    value: whole ? `regexp_replace(${ascii}, '\\.0+$', '')` : ascii,
    complete: isFilled(context) && unusual === 0,
    faults: [
      ...(evidence.with_plus > 0
        ? [{ code: 'damaged_id' as const, when: `regexp_full_match(t_${field}, ${damaged})` }]
        : []),
      ...(evidence.longest > max_id_bytes
        ? [{ code: 'id_too_long' as const, when: `strlen(v_${field}) > ${max_id_bytes}` }]
        : []),
    ],
    notes: [
      ...noteIf('decimals_of_ids_removed', field, whole ? evidence.point_zero : 0),
      ...noteIf('ids_half_width', field, unusual),
    ],
  }
}

async function readText(context: Context): Promise<Read> {
  const { mapped, field } = context
  const complete = isFilled(context)
  if (!hasWords(mapped.table, field)) return { value: `t_${field}`, complete }
  return { ...(await readWord(context)), value: `coalesce(m_${field}, t_${field})`, complete, faults: [] }
}

async function readWord(context: Context): Promise<Read> {
  const { database, mapped, field, type, evidence, texts } = context
  const words = await readWords(database, mapped, field, texts)
  const alias = `w_${field}`
  const known = words.known_rows === evidence.filled - evidence.placeholders
  const translated = [...words.translated].slice(0, 20).map(([word, value]) => `${word} → ${value}`)
  return {
    ...(known && words.are_canonical
      ? { parsed: { [`m_${field}`]: `t_${field}`, [`k_${field}`]: `t_${field}` } }
      : {
          parsed: { [`m_${field}`]: `${alias}.meaning`, [`k_${field}`]: `${alias}.word` },
          join: `left join ${words.relation} as ${alias} on ${alias}.word = t_${field}`,
        }),
    value: type === 'boolean' ? `cast(m_${field} as boolean)` : `m_${field}`,
    complete: words.meant_rows === mapped.rows,
    faults: known
      ? []
      : [
          {
            code: type === 'boolean' ? 'not_yes_or_no' : 'unknown_value',
            when: `t_${field} is not null and k_${field} is null`,
          },
        ],
    notes: noteIf('words_translated', field, words.translated_rows, { words: translated.join(', ') }),
  }
}

async function readNumber(context: Context): Promise<Read> {
  const { database, mapped, field, type, evidence, texts } = context
  const { min, max } = mappableFields(mapped.table)[field]!
  const usual = evidence.bare_numbers === evidence.filled - evidence.placeholders
  const style = usual ? bare_numbers : numberStyle(await shapesOf(database, texts, 't'))
  const number = `n_${field}`
  const regular = mapped.numeric.has(field) && isWithin(evidence, min, max)
  const whole = regular ? `cast(${number} as bigint)` : integerOf(number)
  const value = type === 'amount' ? amountOf(number) : type === 'number' ? doubleOf(number) : whole
  const score = mapped.table === 'surveys' && scores.includes(field)
  const unread = `t_${field} is not null and v_${field} is null`
  const exact = type !== 'amount' || (usual && evidence.fine_numbers === 0)
  const finer = exact ? 0 : await countIf(database, texts, isFiner(numberText('t', style)))
  const bounds = [
    min === undefined ? [] : `v_${field} < ${min}`,
    max === undefined ? [] : `v_${field} > ${max}`,
  ].flat()
  const fault = (code: ReasonCode, when: string): Condition => ({ code, when })
  return {
    parsed: { [number]: numberText(`t_${field}`, style) },
    value,
    complete: regular && isFilled(context),
    faults: regular
      ? []
      : [
          ...(type === 'integer'
            ? [fault('not_whole', `${unread} and ${amountOf(number)} <> floor(${amountOf(number)})`)]
            : []),
          ...(score
            ? []
            : [fault('out_of_bounds', [`${unread} and ${isNumber(number)}`, ...bounds].join(' or '))]),
          fault(
            type === 'amount' ? 'not_an_amount' : 'not_a_number',
            `${unread} and not coalesce(${isNumber(number)}, false)`,
          ),
        ],
    notes: [
      ...(style.decimal_comma ? [note('decimal_comma', field)] : []),
      ...noteIf('amounts_rounded', field, finer),
    ],
  }
}

/** Every one of numbers that are known to be such is within the bounds of its field, and of its type. */
const isWithin = (
  { least, greatest, fractions }: ColumnEvidence,
  min = -greatest_number,
  max = greatest_number,
) => fractions === 0 && least >= Math.max(min, -greatest_number) && greatest <= Math.min(max, greatest_number)

/** Well below what the type of money holds. */
const greatest_number = 1e13

/** Off their scale a survey's scores say nothing, but the rest of the survey does: scaling empties them. */
const scores: readonly string[] = ['nps', 'csat', 'ces']

async function readDate(context: Context): Promise<Read | Question> {
  const { database, mapped, field, type, evidence, texts } = context
  const usual = evidence.iso_dates === evidence.filled - evidence.placeholders
  const shapes = usual ? usual_dates : await shapesOf(database, texts, 't')
  const order = await orderOf(context, shapes)
  if ('code' in order) return order
  const style = dateStyle(shapes, order.order, order.year_first, type === 'month')
  const years = usual ? evidence : await yearsOf(database, texts, style)
  const rules = zoneRules(mapped.time_zone, within(years.first_year), within(years.last_year))
  const sql = dateSql(`t_${field}`, style)
  const local = `l_${field}`
  const utc = `u_${field}`
  const unread = `t_${field} is not null and v_${field} is null`
  const gap = type === 'instant' ? inGap(local, rules) : null
  const regular = usual && type !== 'month' && (evidence.iso_dates === 0 || isUsualYear(evidence))
  return {
    parsed: { [local]: sql.local, [utc]: sql.utc },
    value: momentOf(type, local, utc, rules),
    complete: regular && isFilled(context),
    faults: regular
      ? []
      : [
          { code: 'impossible_date', when: `${unread} and regexp_matches(t_${field}, ${datelike})` },
          { code: 'not_a_date', when: unread },
          { code: 'date_out_of_range', when: `year(v_${field}) not between 1900 and 2100` },
        ],
    soft: gap === null ? [] : [{ code: 'skipped_hour', when: gap }],
    notes: dateNotes(field, style, order.decided),
  }
}

/** The shape that stands for a column of nothing but ISO dates, with which nothing is to be decided. */
const usual_dates: readonly Shape[] = [{ shape: '9999-99-99 99:99:99', rows: 0, example: '' }]

/** Days are the calendar days written; one written with an offset is the day it was in the zone at that moment. */
function momentOf(type: FieldType, local: string, utc: string, rules: ZoneRules): string {
  if (type === 'instant') return `coalesce(${toUtc(local, rules)}, ${utc})`
  const day = `cast(coalesce(${local}, ${toLocal(utc, rules)}) as date)`
  return type === 'month' ? `cast(date_trunc('month', ${day}) as date)` : day
}

async function yearsOf(database: WorkDatabase, texts: string, style: DateStyle) {
  const { local, utc } = dateSql('t', style)
  const [years] = await database.rows<{ first_year: number | null; last_year: number | null }>(`
    select min(year(coalesce(l, u))) as first_year, max(year(coalesce(l, u))) as last_year
    from (select ${local} as l, ${utc} as u from ${texts})`)
  return years!
}

/** A year that is one of those allowed in every zone. */
const isUsualYear = ({ first_year, last_year }: ColumnEvidence) => first_year > 1900 && last_year < 2100

/** Years beyond these are rejected later. */
const within = (year: number | null) => Math.min(2100, Math.max(1900, year || 2000))

function dateNotes(field: string, style: DateStyle, decided: boolean): Note[] {
  const usual = style.forms.every((form) => form.kind === 'text' && form.plain_iso)
  const formats = formatsOf(style).join(', ')
  return [
    ...(usual ? [] : [note('dates_read_as', field, { formats })]),
    ...(decided ? [note('day_order_decided', field, { order: style.order })] : []),
  ]
}

const datelike = `'^[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}|^[0-9]{8}$|^[0-9]{1,2}[- /]?[A-Za-z]{3,9}[- /]?[0-9]{2,4}'`

interface OrderDecision {
  readonly order: DayOrder
  readonly year_first: boolean
  /** The values decided, nobody else. */
  readonly decided: boolean
}

async function orderOf(
  { database, mapped, field, texts }: Context,
  shapes: readonly Shape[],
): Promise<OrderDecision | Question> {
  const evidence = await orderEvidence(database, texts, 't', shapes)
  if (evidence === null) return { order: 'dmy', year_first: false, decided: false }
  const year_first = evidence.first_is_year > 0
  const answer = mapped.day_order[field]
  if (answer !== undefined) return { order: answer, year_first, decided: false }
  const order = decideOrder(evidence)
  if (order !== null) return { order, year_first, decided: evidence.differ > 0 }
  return {
    code: 'day_order',
    source: mapped.source,
    column: mapped.cited.get(field)!,
    table: mapped.table,
    field,
    choices: ['dmy', 'mdy'],
    examples: evidence.examples,
  }
}

/** No row is without a text that means something. */
const isFilled = ({ evidence, mapped }: Context) => evidence.filled - evidence.placeholders === mapped.rows

async function countIf(database: WorkDatabase, relation: string, when: string): Promise<number> {
  const [row] = await database.rows<{ n: number }>(`select count_if(${when}) as n from ${relation}`)
  return row!.n
}

function asciiOf(text: string): string {
  const codes = Array.from({ length: 94 }, (_, index) => 0x21 + index).filter((code) => code !== 0x27)
  const wide = codes.map((code) => String.fromCodePoint(code + 0xfee0)).join('')
  return `translate(${text}, '${wide}', '${String.fromCodePoint(...codes)}')`
}

const note = (code: ReasonCode, field: string, params: Note['params'] = {}): Note => ({
  code,
  field,
  rows: 0,
  params,
})

const noteIf = (code: ReasonCode, field: string, rows: number, params: Note['params'] = {}): Note[] =>
  rows > 0 ? [{ code, field, rows, params }] : []

/** Types of the mapped fields and inputs. */
export const typesOf = (mapped: MappedTable): ReadonlyMap<string, FieldType> =>
  new Map([...mapped.cited.keys()].map((field) => [field, mappableFields(mapped.table)[field]!.type]))
