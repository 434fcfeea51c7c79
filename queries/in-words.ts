import type { Column, Locale, Text } from './metric.ts'

type Value = string | number | boolean | null
type Row = Readonly<Record<string, Value>>

/** Who tells codes in words of a language. */
export interface Teller {
  readonly locale: Locale
  /** A word as a contract names it. */
  readonly say: (word: string | Text) => string
  /** What a member of a dimension is called; itself when nothing else is known. */
  readonly nameOf: (dimension: string, member: string) => string
}

/** A cell of codes or members as people read it; a code of the chain's own, a number and a day as they are. */
export function inWords(
  column: Column,
  value: Value,
  row: Row,
  params: Readonly<Record<string, unknown>>,
  teller: Teller,
): Value {
  if (value === null) return column.words?.[''] ? teller.say(column.words['']) : null
  if (typeof value !== 'string') return value
  if (!column.is_list) return codeInWords(column, value, row, params, teller)
  const codes = value.split(',').map((code) => codeInWords(column, code.trim(), row, params, teller))
  return codes.join(teller.locale === 'en' ? '; ' : '；')
}

function codeInWords(
  { words, within, member_of }: Column,
  code: string,
  row: Row,
  params: Readonly<Record<string, unknown>>,
  { locale, say, nameOf }: Teller,
): string {
  const key = within ? `${named(within, row, params)}.${code}` : code
  if (words && Object.hasOwn(words, key)) return filled(say(words[key]!), row, locale)
  if (!member_of) return code
  return nameOf(member_of.startsWith('$') ? String(named(member_of, row, params)) : member_of, code)
}

/** The value of a column of the row, or of a parameter after `$`; where nobody has asked for one, of the column of that name. */
function named(name: string, row: Row, params: Readonly<Record<string, unknown>>): unknown {
  return name.startsWith('$') ? (params[name.slice(1)] ?? row[name.slice(1)]) : row[name]
}

/** A message with the columns of its row in place of their names. */
function filled(text: string, row: Row, locale: Locale): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = row[name] ?? ''
    return typeof value === 'number'
      ? value.toLocaleString(locale, { maximumFractionDigits: 2 })
      : String(value)
  })
}
