import { expect } from 'vitest'
import type { Answer, CellValue } from '../../server/engine/engine.ts'

/** Fails unless two answers are the same table: columns, rows and their order, nulls, and numbers to 1e-9 of their size. */
export function expectSameAnswer(found: Answer, expected: Answer): void {
  expect(found.row_count).toBe(expected.row_count)
  expect(Object.keys(found.values)).toEqual(Object.keys(expected.values))
  for (const [name, values] of Object.entries(expected.values)) {
    const different = values.findIndex((value, row) => !isSame(found.values[name]![row]!, value))
    if (different >= 0)
      expect.fail(
        `${name} in row ${different}: ${found.values[name]![different]} is not ${values[different]}\n${rowText(found, different)}\n${rowText(expected, different)}`,
      )
  }
}

/** Whether two cells are the same, numbers to 1e-9 of their size. */
export function isSame(a: CellValue, b: CellValue): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

function rowText({ values }: Answer, row: number): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(values).map(([name, column]) => [name, column[row]])),
  )
}
