import type { Answer, CellValue } from '../../server/engine/engine.ts'

/** What differs first between two answers, in words; null when they are the same table, numbers to 1e-9 of their size. */
export function difference(found: Answer, expected: Answer): string | null {
  if (found.row_count !== expected.row_count)
    return `${found.row_count} rows instead of ${expected.row_count}`
  for (const [name, values] of Object.entries(expected.values)) {
    const row = values.findIndex((value, at) => !isSame(found.values[name]![at]!, value))
    if (row >= 0) return `${name} in row ${row}: ${found.values[name]![row]} instead of ${values[row]}`
  }
  return null
}

function isSame(a: CellValue, b: CellValue): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}
