import type { Unit } from '../../queries/metric.ts'
import type { Answer, CellValue, Question } from './engine.ts'

interface Read {
  readonly names: readonly string[]
  /** One list of values for each name; no list at all when there are no rows. */
  readonly columns: readonly (readonly CellValue[])[]
  readonly data_version: string
}

/**
 * The answer to a question from the columns that an engine read. Throws when the columns are not those of the
 * contract, in its order, or when a value does not fit its unit, is not finite or too large to be exact.
 */
export function answerTo(
  question: Pick<Question, 'columns'>,
  { names, columns, data_version }: Read,
): Answer {
  const expected = Object.keys(question.columns)
  if (names.join() !== expected.join())
    throw new Error(`the columns are ${names.join(', ')}; the contract says ${expected.join(', ')}`)
  const values = names.map((name, index) => [name, columns[index] ?? []] as const)
  for (const [name, column] of values) assertFit(name, question.columns[name]!.unit, column)
  return {
    columns: question.columns,
    values: Object.fromEntries(values),
    row_count: columns[0]?.length ?? 0,
    data_version,
  }
}

/** One row of an answer after the other, as objects. */
export function rowsOf({ values, row_count }: Answer): Record<string, CellValue>[] {
  const columns = Object.entries(values)
  return Array.from({ length: row_count }, (_, row) => {
    const one: Record<string, CellValue> = {}
    for (const [name, column] of columns) one[name] = column[row]!
    return one
  })
}

function assertFit(name: string, unit: Unit, column: readonly CellValue[]): void {
  const fits = fitting[unit]
  const wrong = column.findIndex((value) => value !== null && !fits(value))
  if (wrong >= 0) throw new Error(`${name}: ${String(column[wrong])} in row ${wrong} does not fit ${unit}`)
}

const isText = (value: CellValue) => typeof value === 'string'
const isDay = (value: CellValue) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value as string)
const isInstant = (value: CellValue) => isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value as string)

const fitting: Readonly<Record<Unit, (value: CellValue) => boolean>> = {
  date: isDay,
  instant: isInstant,
  text: isText,
  id: isText,
  flag: (value) => typeof value === 'boolean',
  count: Number.isSafeInteger,
  quantity: Number.isFinite,
  ratio: Number.isFinite,
  money: Number.isFinite,
  days: Number.isFinite,
  hours: Number.isFinite,
  score: Number.isFinite,
}
