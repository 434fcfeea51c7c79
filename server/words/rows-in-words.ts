import { knownWords, memberWords } from '../../queries/member-words.ts'
import type { Column, Locale, Words } from '../../queries/metric.ts'
import { rowsOf } from '../engine/answer.ts'
import type { Answer, CellValue, Question } from '../engine/engine.ts'
import { said } from './said.ts'

type Row = Readonly<Record<string, CellValue>>

/** Who reads an answer, and what was asked. */
export interface Reader {
  readonly locale: Locale
  readonly params: Question['params']
}

/**
 * The rows of an answer as people read them: codes, members and flags in words of their language, everything else as it is.
 * A code without words is the chain's own and stays; null stays null where the contract has no words for it.
 */
export function rowsInWords(answer: Answer, reader: Reader): CellValue[][] {
  const columns = Object.entries(answer.columns)
  return rowsOf(answer).map((row) =>
    columns.map(([name, column]) => cellInWords(column, row[name]!, row, reader)),
  )

  function cellInWords(column: Column, value: CellValue, row: Row, { locale }: Reader): CellValue {
    if (typeof value === 'boolean') return said(`flag_${value}`, locale)
    if (value === null) return column.words?.[''] ? said(column.words[''], locale) : null
    if (typeof value !== 'string') return value
    if (!column.is_list) return codeInWords(column, value, row, reader)
    const codes = value.split(',').map((code) => codeInWords(column, code.trim(), row, reader))
    return codes.join(locale === 'en' ? '; ' : '；')
  }

  function codeInWords(column: Column, code: string, row: Row, { locale, params }: Reader): string {
    const key = column.within ? `${row[column.within]}.${code}` : code
    const word = wordIn(column.words, key)
    if (word !== null) return filled(said(word, locale), row, locale)
    if (!column.member_of) return code
    const dimension = column.member_of.replace(/^\$/, '')
    const of = column.member_of === dimension ? dimension : String(params[dimension] ?? row[dimension])
    const member = wordIn(memberWords[of], code)
    return member === null
      ? (knownWords(of, code, locale) ?? code)
      : filled(said(member, locale), row, locale)
  }
}

const wordIn = (words: Words | undefined, code: string) =>
  words && Object.hasOwn(words, code) ? words[code]! : null

/** A message with the columns of its row in place of their names. */
function filled(text: string, row: Row, locale: Locale): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = row[name] ?? null
    if (typeof value !== 'number') return String(value ?? '')
    return value.toLocaleString(locale, { maximumFractionDigits: 2 })
  })
}
