import { mappableFields } from '../../../queries/inputs.ts'
import type { TableName } from '../../../queries/tables.ts'
import { plainName } from './headers-key.ts'
import type { ColumnSuggestion } from '../../../queries/loading/plan.ts'

/**
 * Columns for a table that the user chose instead of the suggested one: what was suggested for it, then columns named
 * like a field or like its title in either language. Each column is used once; field → column.
 */
export function guessColumns(
  table: TableName,
  columns: readonly string[],
  suggestions: readonly ColumnSuggestion[],
): Readonly<Record<string, string>> {
  const suggested = suggestions.flatMap(({ table: about, field, column }) =>
    about === table && field !== null ? [[field, column] as const] : [],
  )
  const byName = new Map(columns.map((column) => [plainName(column), column]))
  const named = Object.entries(mappableFields(table)).flatMap(([field, { title }]) => {
    const column = [field, ...Object.values(title)].map((name) => byName.get(plainName(name))).find(Boolean)
    return column === undefined ? [] : [[field, column] as const]
  })
  const guessed = new Map<string, string>()
  for (const [field, column] of [...suggested, ...named])
    if (!guessed.has(field) && ![...guessed.values()].includes(column)) guessed.set(field, column)
  return Object.fromEntries(guessed)
}


