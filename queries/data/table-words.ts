import type { Text, Words } from '../metric.ts'
import { canonicalTables, tableNames } from '../tables.ts'

/** What canonical tables are called. */
export const tableWords: Words = Object.fromEntries(
  tableNames.map((table) => [table, canonicalTables[table].title]),
)

/** What the fields of canonical tables are called, by `<table>.<field>`. */
export const fieldWords: Words = Object.fromEntries(
  tableNames.flatMap((table) =>
    Object.entries(canonicalTables[table].fields).map(([field, { title }]): [string, Text] => [
      `${table}.${field}`,
      title,
    ]),
  ),
)
