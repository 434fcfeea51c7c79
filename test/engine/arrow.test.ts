import { tableFromIPC } from '@uwdata/flechette'
import { expect, it } from 'vitest'
import { arrowBytes } from '../../server/engine/arrow.ts'
import { answerTo } from '../../server/engine/answer.ts'
import { question } from './small-snapshot.ts'

const units = { day: 'date', at: 'instant', name: 'text', n: 'count', amount: 'money', yes: 'flag' } as const

function answer(columns: (string | number | boolean | null)[][]) {
  const read = { names: Object.keys(units), columns, data_version: 'v1' }
  return answerTo(question('', units), read)
}

it('Arrow bytes read back as what went in', () => {
  const columns = [
    ['2024-02-29', null],
    ['2026-01-02T03:04:05.678Z', null],
    ['常客', null],
    [9007199254740991, null],
    [-0.1, null],
    [true, null],
  ]
  const table = tableFromIPC(arrowBytes(answer(columns)))
  expect(table.schema.metadata).toEqual(
    new Map([
      ['data_version', 'v1'],
      ['row_count', '2'],
    ]),
  )
  expect(Object.values(table.toColumns()).map((column) => Array.from(column as Iterable<unknown>))).toEqual([
    [Date.UTC(2024, 1, 29), null],
    [Date.UTC(2026, 0, 2, 3, 4, 5, 678), null],
    ['常客', null],
    [9007199254740991, null],
    [-0.1, null],
    [true, null],
  ])
})

it('an answer without rows keeps its columns', () => {
  const table = tableFromIPC(arrowBytes(answer([])))
  expect(table.numRows).toBe(0)
  expect(table.names).toEqual(Object.keys(units))
})
