import { inWords } from '../../queries/in-words.ts'
import type { Locale } from '../../queries/metric.ts'
import { rowsOf } from '../engine/answer.ts'
import type { Answer, CellValue, Question } from '../engine/engine.ts'
import { memberName } from './member-name.ts'
import { said } from './said.ts'

/** Who reads an answer, and what was asked. */
export interface Reader {
  readonly locale: Locale
  readonly params: Question['params']
}

/**
 * The rows of an answer as people read them: codes, members and flags in words of their language, everything else as it is.
 * A code without words is the chain's own and stays; null stays null where the contract has no words for it.
 */
export function rowsInWords(answer: Answer, { locale, params }: Reader): CellValue[][] {
  const columns = Object.entries(answer.columns)
  const say = (word: Parameters<typeof said>[0]) => said(word, locale)
  const nameOf = (dimension: string, member: string) => memberName(dimension, member, locale) ?? member
  return rowsOf(answer).map((row) =>
    columns.map(([name, column]) => {
      const value = row[name]!
      if (typeof value === 'boolean') return say(`flag_${value}`)
      return inWords(column, value, row, params, { locale, say, nameOf })
    }),
  )
}
