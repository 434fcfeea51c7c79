import type { Columns, Text, Words } from './metric.ts'

/** The words of codes that the pages say in the messages `<list>_<code>`. */
export const wordsOf = (list: string, codes: readonly string[]): Words =>
  Object.fromEntries(codes.map((code) => [code, `${list}_${code}`]))

/** The words of codes that are columns of answers: their titles. */
export const titlesOf = (columns: Columns): Readonly<Record<string, Text>> =>
  Object.fromEntries(Object.entries(columns).map(([name, { title }]) => [name, title]))
