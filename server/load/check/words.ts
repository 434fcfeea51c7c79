import { enumValue } from '../map/enum-words.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import type { MappedTable } from './mapped-table.ts'

const max_words = 2_000

/** The words of an enum or boolean column and what they mean; those that mean nothing are not in it. */
export interface Words {
  /** Name of a table with `word` and `meaning`; a null meaning is "not known". */
  readonly relation: string
  /** Rows whose word is there, and those of them in which it means something. */
  readonly known_rows: number
  readonly meant_rows: number
  /** Every word that is known is the canonical value itself. */
  readonly are_canonical: boolean
  /** Words that are not the canonical value itself, with what they were read as. */
  readonly translated: ReadonlyMap<string, string>
  readonly translated_rows: number
}

/** Looks up each different word of a column, given as `t`, once. Words beyond the most frequent 2,000 mean nothing. */
export async function readWords(
  database: WorkDatabase,
  { table, part }: Pick<MappedTable, 'table' | 'part'>,
  field: string,
  texts: string,
): Promise<Words> {
  const found = await database.rows<{ word: string; rows: number }>(`
    select t as word, count(*) as rows from ${texts}
    where t is not null and strlen(t) <= 100
    group by word order by rows desc, word limit ${max_words}`)
  const name = `words_${part}_${field}`
  await database.run(`create or replace temp table ${name} (word varchar, meaning varchar)`)
  const translated = new Map<string, string>()
  let [known_rows, meant_rows, translated_rows] = [0, 0, 0]
  for (const { word, rows } of found) {
    const meaning = enumValue(table, field, word)
    if (meaning === undefined) continue
    known_rows += rows
    if (meaning !== null) meant_rows += rows
    await database.run(`insert into ${name} values ($1, $2)`, [word, meaning])
    if (meaning === word || meaning === null) continue
    translated.set(word, meaning)
    translated_rows += rows
  }
  const are_canonical = translated.size === 0 && meant_rows === known_rows
  return { relation: name, known_rows, meant_rows, are_canonical, translated, translated_rows }
}
