import type { Columns } from '../../queries/metric.ts'
import { answerTo, rowsOf } from '../engine/answer.ts'
import type { Answer, CellValue, ParamValue } from '../engine/engine.ts'
import type { Place } from './analysis.ts'
import { analyses } from './index.ts'

/** What was read for a metric, and the parameters it was read with. */
export interface Analysed {
  readonly id: string
  readonly params: Readonly<Record<string, ParamValue>>
  readonly read: Answer
  /** What `shareOf` gave for each share of the work, where it was shared out. */
  readonly shares?: readonly unknown[]
}

/**
 * The answer of a metric out of what its SQL gave: what an analyst's thread runs. Throws when it does not fit the metric's contract.
 */
export function analyse({ id, params, read, shares }: Analysed): Answer {
  const { metric, analyse: work } = analyses.get(id)!
  const rows = work(rowsOf(read), params as never, shares)
  return answerOf(id, metric.columns, rows, read.data_version)
}

/** One share of the statistics of a metric that has some; threads do them at once before `analyse`. */
export function shareOf({ id, params, read, nth, of }: Analysed & Place): unknown {
  return analyses.get(id)!.share!(rowsOf(read), params as never, { nth, of })
}

function answerOf(
  id: string,
  columns: Columns,
  rows: readonly Readonly<Record<string, CellValue>>[],
  data_version: string,
): Answer {
  const names = Object.keys(columns)
  const values = names.map((name) => rows.map((row) => known(id, name, row[name])))
  return answerTo({ columns }, { names, columns: values, data_version })
}

function known(id: string, name: string, value: CellValue | undefined): CellValue {
  if (value === undefined) throw new Error(`the statistics of ${id} leave out ${name}`)
  return value
}
