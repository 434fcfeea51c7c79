import type { FieldType } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import { rawText, type MappedTable } from './mapped-table.ts'
import { isBare } from './numbers.ts'

/** What the values of a column have in common, counted over all rows. */
export interface ColumnEvidence {
  readonly filled: number
  /** Values that stand for "nothing", such as NULL. */
  readonly placeholders: number
  /** Bytes of the longest identifier; 0 for other types. */
  readonly longest: number
  /** Identifiers with characters beyond ASCII; 0 for other types. */
  readonly beyond_ascii: number
  /** Identifiers that are whole numbers written with `.0`; 0 for other types. */
  readonly point_zero: number
  /** Identifiers with a plus sign, as in `1.38E+10`; 0 for other types. */
  readonly with_plus: number
  /** Numbers written with nothing but digits, a sign, a point and an exponent; 0 for other types. */
  readonly bare_numbers: number
  /** Numbers with more than four decimals; 0 for other types. */
  readonly fine_numbers: number
  /** The least and the greatest of numbers that are known to be such, and how many of them are not whole; else 0. */
  readonly least: number
  readonly greatest: number
  readonly fractions: number
  /** Dates written `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, with their first and last year; 0 for other types. */
  readonly iso_dates: number
  readonly first_year: number
  readonly last_year: number
  /** The latest of these as `YYYY-MM-DD HH:MM:SS`; empty without one. */
  readonly latest: string
}

const nothing = ['NULL', 'null', 'Null', '\\N', '#N/A', '#NULL!', 'NaN', 'nan', '<NA>']
const nothing_but_text = [...nothing, 'None', 'none', 'N/A', 'n/a', 'NA', '-', '--', '/']
const nothing_but_dates = [
  '0000-00-00',
  '0000-00-00 00:00:00',
  '9999-12-31',
  '9999-12-31 00:00:00',
  '0001-01-01',
  '0001-01-01 00:00:00',
]

/** SQL: whether a text counts as empty in a field of this type. DuckDB looks a list up at once and goes through an `in`. */
export function isPlaceholder(type: FieldType, text: string): string {
  const dates = type === 'day' || type === 'instant' || type === 'month'
  const words = type === 'text' ? nothing : [...nothing_but_text, ...(dates ? nothing_but_dates : [])]
  return `list_contains([${words.map((word) => `'${word}'`).join(', ')}], ${text})`
}

const none: ColumnEvidence = {
  filled: 0,
  placeholders: 0,
  longest: 0,
  beyond_ascii: 0,
  point_zero: 0,
  with_plus: 0,
  bare_numbers: 0,
  fine_numbers: 0,
  least: 0,
  greatest: 0,
  fractions: 0,
  iso_dates: 0,
  first_year: 0,
  last_year: 0,
  latest: '',
}
const names = Object.keys(none) as (keyof ColumnEvidence)[]

/** Looks at every mapped column once. */
export async function gatherEvidence(
  database: WorkDatabase,
  { relation, cited, numeric }: MappedTable,
  types: ReadonlyMap<string, FieldType>,
): Promise<ReadonlyMap<string, ColumnEvidence>> {
  const fields = [...cited.keys()]
  const counts = fields.flatMap((field, index) => {
    const columns = countsFor(types.get(field)!, rawText(field), numeric.has(field))
    return Object.entries(columns).map(([name, sql]) => `${sql} as ${name}_${index}`)
  })
  const [row] = await database.rows<Record<string, number | string | null>>(
    `select ${counts.join(', ')} from ${relation}`,
  )
  return new Map(
    fields.map((field, index) => [
      field,
      {
        ...none,
        ...Object.fromEntries(names.map((name) => [name, row![`${name}_${index}`] ?? none[name]])),
      },
    ]),
  )
}

function countsFor(type: FieldType, text: string, is_numeric: boolean): Record<string, string> {
  const every = {
    filled: `count(${text})`,
    placeholders: `count_if(${isPlaceholder(type, text)})`,
  }
  if (type === 'day' || type === 'instant') {
    const date = isoDate(text)
    return {
      ...every,
      iso_dates: `count(${date})`,
      first_year: `year(min(${date}))`,
      last_year: `year(max(${date}))`,
      latest: `cast(max(${date}) as varchar)`,
    }
  }
  if (type === 'amount' || type === 'number' || type === 'integer') {
    if (is_numeric)
      return {
        filled: `count(${text})`,
        bare_numbers: `count(${text})`,
        least: `cast(min(${text}) as double)`,
        greatest: `cast(max(${text}) as double)`,
        fractions: type === 'integer' ? `count_if(${text} <> floor(${text}))` : '0',
      }
    return {
      ...every,
      bare_numbers: `count_if(${isBare(text)})`,
      fine_numbers: `count_if(instr(${text}, '.') > 0 and strlen(${text}) - instr(${text}, '.') > 4)`,
    }
  }
  if (type !== 'id') return every
  return {
    ...every,
    longest: `max(strlen(${text}))`,
    with_plus: `count_if(contains(${text}, '+'))`,
    beyond_ascii: `count_if(strlen(${text}) <> length(${text}))`,
    point_zero: `count_if(case when suffix(${text}, '0') then regexp_full_match(${text}, '[0-9]+\\.0+') end)`,
  }
}

/** At these lengths DuckDB's cast takes nothing but a day, or a day with a time to the second. */
const isoDate = (text: string) =>
  `case when strlen(${text}) = 10 or (strlen(${text}) = 19 and ${text}[17] = ':') then try_cast(${text} as timestamp) end`
