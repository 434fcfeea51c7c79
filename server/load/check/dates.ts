import type { WorkDatabase } from '../read/work-database.ts'
import type { DayOrder } from '../../../queries/loading/plan.ts'
import { readDateShape, type DateForm, type ReadShape } from './date-shapes.ts'
import { halfWidth, isWide, max_shapes, type Shape } from './shapes.ts'

/** How the dates of a column are written, decided for the column as a whole. */
export interface DateStyle {
  readonly forms: readonly DateForm[]
  /** Some values have none of the forms. */
  readonly strays: boolean
  readonly order: DayOrder
  readonly year_first: boolean
  /** All years have two digits. */
  readonly short_years: boolean
  readonly wide: boolean
  readonly offset: boolean
  readonly fraction: boolean
  readonly letter_t: boolean
  readonly chinese_noon: boolean
}

/** What the values of a column say about the order of day and month. */
export interface OrderEvidence {
  /** Rows whose first, or second, number can only be a day. */
  readonly first_is_day: number
  readonly second_is_day: number
  /** Rows that mean different days in the two orders. */
  readonly differ: number
  /** Rows with two-digit years whose first number can only be a year. */
  readonly first_is_year: number
  readonly examples: readonly string[]
}

const tolerated = 0.01

/**
 * The order that the values of the whole column decide; null when they do not, and one of the two must be asked for.
 * A few values against the rest (1 %) do not undo a decision: they will be rejected.
 */
export function decideOrder({ first_is_day, second_is_day, differ }: OrderEvidence): DayOrder | null {
  if (differ === 0) return 'dmy'
  const against = Math.min(first_is_day, second_is_day)
  if (first_is_day === second_is_day || against > tolerated * (first_is_day + second_is_day)) return null
  return first_is_day > second_is_day ? 'dmy' : 'mdy'
}

/** Looks for the order of day and month among the values of the shapes that need one; null when none does. */
export async function orderEvidence(
  database: WorkDatabase,
  relation: string,
  text: string,
  shapes: readonly Shape[],
): Promise<OrderEvidence | null> {
  if (!shapes.some(({ shape }) => readDateShape(shape, false)?.marks.needs_order)) return null
  const part = (index: number) =>
    `try_cast(nullif(regexp_extract(${halfWidth(text)}, '^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2}|[0-9]{4})([^0-9]|$)', ${index}), '') as integer)`
  const parts = `select ${text} as value, ${part(1)} as a, ${part(2)} as b, ${part(3)} as c from ${relation}`
  const [counts] = await database.rows<Omit<OrderEvidence, 'examples'>>(`
    select count_if(a > 12 and a <= 31) as first_is_day, count_if(b > 12) as second_is_day,
      count_if(a <> b and a <= 12 and b <= 12) + count_if(a > 12) + count_if(b > 12) as differ,
      count_if(a > 31 and c <= 31) as first_is_year
    from (${parts}) where a is not null`)
  const examples = await database.rows<{ value: string }>(
    `select distinct value from (${parts}) where a <> b order by value limit 5`,
  )
  return { ...counts!, examples: examples.map(({ value }) => value) }
}

/** Puts together how to read a column of dates. */
export function dateStyle(
  shapes: readonly Shape[],
  order: DayOrder,
  year_first: boolean,
  monthly: boolean,
): DateStyle {
  const read = shapes
    .map(({ shape }) => readDateShape(shape, monthly))
    .filter((found): found is ReadShape => found !== null)
  const some = (mark: 'offset' | 'fraction' | 'letter_t' | 'chinese_noon') =>
    read.some(({ marks }) => marks[mark])
  return {
    forms: read.map(({ form }) => form),
    strays: read.length < shapes.length || shapes.length === max_shapes,
    order,
    year_first,
    short_years: read.length > 0 && read.every(({ marks }) => marks.two_digit_year),
    wide: shapes.some(({ shape }) => isWide(shape)),
    offset: some('offset'),
    fraction: some('fraction'),
    letter_t: some('letter_t'),
    chinese_noon: some('chinese_noon'),
  }
}

const spoken: Readonly<Record<string, string>> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%d': 'DD',
  '%b': 'Mon',
  '%B': 'Month',
  '%H': 'hh',
  '%I': 'hh',
  '%M': 'mm',
  '%S': 'ss',
  '%p': 'AM',
}

/** The formats of a style as a user reads them, for example `DD/MM/YYYY hh:mm`. */
export function formatsOf(style: DateStyle): string[] {
  const named = { serial: 'Excel', epoch_seconds: 'Unix', epoch_milliseconds: 'Unix ms' }
  const names = style.forms.map((form) =>
    form.kind === 'text'
      ? textFormat(form, style).replace(/%\w/g, (part) => spoken[part] ?? part)
      : named[form.kind],
  )
  return [...new Set(names)].sort()
}

/** SQL for a moment: its clock time where it has no offset of its own, and its UTC time where it has. */
export interface DateSql {
  readonly local: string
  readonly utc: string
}

/** SQL that reads a text as a date. Exactly one of the two is not null, or both are when the text is no date. */
export function dateSql(text: string, style: DateStyle): DateSql {
  const tidy = tidied(text, style)
  const bare = style.offset ? `regexp_replace(${tidy}, ${offsetPattern}, '\\1')` : tidy
  const clock = clockSql(bare, style)
  const epoch = epochSql(tidy, style)
  if (!style.offset) return { local: clock, utc: epoch ?? 'cast(null as timestamp)' }
  const offset = `regexp_extract(${tidy}, ${offsetPattern}, 2)`
  return {
    local: `case when ${offset} = '' then ${clock} end`,
    utc: `coalesce(case when ${offset} <> '' then ${clock} - to_minutes(${minutesOf(offset)}) end, ${epoch ?? 'null'})`,
  }
}

const offsetPattern = `'(:[0-9]{2}(?:[.,][0-9]+)?) ?(Z|z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)$'`

function tidied(text: string, style: DateStyle): string {
  let sql = style.wide ? halfWidth(text) : text
  if (style.letter_t) sql = `regexp_replace(${sql}, '([0-9])[Tt]([0-9])', '\\1 \\2')`
  if (style.chinese_noon)
    sql = `regexp_replace(regexp_replace(${sql}, ' *上午 *', ' AM '), ' *下午 *', ' PM ')`
  return sql
}

function clockSql(text: string, style: DateStyle): string {
  const texts = style.forms.filter((form) => form.kind === 'text')
  const parts: string[] = []
  if (texts.length > 0 && texts.every((form) => form.plain_iso)) parts.push(isoSql(text, style.strays))
  else if (texts.length > 0) {
    const whole = style.fraction ? `regexp_replace(${text}, '(:[0-9]{2})[.,][0-9]+', '\\1')` : text
    parts.push(inThisCentury(`try_strptime(${whole}, [${orderedFormats(texts, style).join(', ')}])`, style))
  }
  if (style.forms.some(({ kind }) => kind === 'serial')) parts.push(serialSql(text))
  return parts.length === 0
    ? 'cast(null as timestamp)'
    : parts.length === 1
      ? parts[0]!
      : `coalesce(${parts.join(', ')})`
}

/** `%Y` would also take two digits, so formats with `%y` come first. */
function orderedFormats(forms: readonly TextForm[], style: DateStyle): string[] {
  const formats = [...new Set(forms.map((form) => textFormat(form, style)))]
  return formats
    .sort((left, right) => Number(right.includes('%y')) - Number(left.includes('%y')))
    .map((format) => `'${format}'`)
}

/** Two-digit years up to 68 are read as 20xx; a day more than a year ahead is meant a century earlier. */
function inThisCentury(sql: string, { short_years }: DateStyle): string {
  if (!short_years) return sql
  const latest = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)
  return `(case when ${sql} > timestamp '${latest}' then ${sql} - interval 100 years else ${sql} end)`
}

/** DuckDB's cast also knows `epoch` and `infinity`: what is not a date must not come near it. */
function isoSql(text: string, strays: boolean): string {
  const cast = `try_cast(${text} as timestamp)`
  const iso = `'[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?'`
  return strays ? `case when regexp_full_match(${text}, ${iso}) then ${cast} end` : cast
}

/** Days since 30 December 1899, as spreadsheets count, to the second. */
const serialSql = (text: string) =>
  `case when regexp_full_match(${text}, '[0-9]{5}(\\.[0-9]+)?') then timestamp '1899-12-30 00:00:00' + to_microseconds(cast(round(try_cast(${text} as double) * 86400) as bigint) * 1000000) end`

function epochSql(text: string, style: DateStyle): string | null {
  const parts: string[] = []
  if (style.forms.some(({ kind }) => kind === 'epoch_seconds'))
    parts.push(
      `case when regexp_full_match(${text}, '[0-9]{10}') then make_timestamp(cast(${text} as bigint) * 1000000) end`,
    )
  if (style.forms.some(({ kind }) => kind === 'epoch_milliseconds'))
    parts.push(
      `case when regexp_full_match(${text}, '[0-9]{13}') then make_timestamp(cast(${text} as bigint) * 1000) end`,
    )
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : `coalesce(${parts.join(', ')})`
}

const minutesOf = (offset: string) =>
  `case when ${offset} in ('Z', 'z', 'UTC', 'GMT') then 0 else (case when ${offset}[1] = '-' then -1 else 1 end) * (cast(${offset}[2:3] as integer) * 60 + coalesce(try_cast(nullif(replace(${offset}[4:], ':', ''), '') as integer), 0)) end`

type TextForm = DateForm & { kind: 'text' }

function textFormat(form: TextForm, style: DateStyle): string {
  const format = form.formats(style.order)
  if (!style.year_first) return format
  return format.replace(/^%[dm](.)%[dm](.)%y/, '%y$1%m$2%d')
}
