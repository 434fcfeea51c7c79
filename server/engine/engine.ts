import type { Columns, Param } from '../../queries/metric.ts'

export type ParamValue = string | number | readonly string[]

/** SQL with named holes (`$from`), their values, and the columns that must come back. */
export interface Question {
  readonly id: string
  readonly sql: string
  readonly params: Readonly<Record<string, ParamValue>>
  readonly kinds: Readonly<Record<string, Param['kind']>>
  readonly columns: Columns
}

export type CellValue = string | number | boolean | null

/** A complete answer, column by column, in the order of the contract. Dates are `YYYY-MM-DD`, instants ISO 8601 UTC. */
export interface Answer {
  readonly columns: Columns
  readonly values: Readonly<Record<string, readonly CellValue[]>>
  readonly row_count: number
  readonly data_version: string
}

/** Limits of one question. */
export interface AskOptions {
  /** Aborting interrupts the query; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** More rows than this is an error, never a shorter answer. */
  readonly max_rows?: number
}

/** Runs questions. An answer is complete or the promise rejects; there is no partial answer. */
export interface Engine {
  readonly name: 'duckdb' | 'clickhouse'
  /** The version of the data that the next question will see. */
  readonly data_version: string
  ask(question: Question, options?: AskOptions): Promise<Answer>
  /** Runs the question and counts the rows its tables had to give. */
  rowsRead(question: Question, options?: AskOptions): Promise<number>
  close(): Promise<void>
}
