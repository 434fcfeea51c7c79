import type { Param, Unit } from '../../queries/metric.ts'
import { ProductError } from '../errors.ts'
import { answerTo } from './answer.ts'
import type { Answer, AskOptions, CellValue, Engine, ParamValue, Question } from './engine.ts'
import { leaveOut } from './leave-out.ts'
import type { Truth } from './reduce-condition.ts'
import { holesIn, rewriteHoles } from './sql.ts'

/** What makes ClickHouse answer portable SQL as DuckDB does, and in a form that keeps every value. */
export const clickHouseSettings = {
  join_use_nulls: 1,
  prefer_column_name_to_alias: 1,
  aggregate_functions_null_for_empty: 1,
  group_by_use_nulls: 1,
  cast_keep_nullable: 1,
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
  output_format_json_quote_denormals: 1,
  date_time_output_format: 'iso',
} as const satisfies Record<string, string | number>

export type BoundParams = Readonly<Record<string, ParamValue>>

/** A way to a ClickHouse. Every statement runs with `clickHouseSettings`. */
export interface ClickHouseTransport {
  /** Runs one statement with its values bound to `{name:Type}` holes; rejects on any error. */
  run(sql: string, params?: BoundParams): Promise<void>
  /** Runs one select likewise and returns what it prints. Aborting rejects and, where it can, stops the select. */
  ask(sql: string, params?: BoundParams, signal?: AbortSignal): Promise<string>
  /** Adds the rows of a Parquet file to a table, columns matched by name. */
  insertParquet(table: string, file: string): Promise<void>
  close(): Promise<void>
}

interface JsonCompact {
  readonly meta: readonly { readonly name: string }[]
  readonly data: readonly (readonly CellValue[])[]
  readonly rows: number
  readonly statistics: { readonly rows_read: number }
}

const types: Readonly<Record<Param['kind'], string>> = {
  date: 'Date32',
  choice: 'String',
  text: 'String',
  list: 'Array(String)',
  count: 'Int32',
  number: 'Float64',
}
const defaultMaxRows = 200_000

/** Answers questions on a ClickHouse whose model has been built there; its data version is in `snapshot_meta`. */
export async function openClickHouse(transport: ClickHouseTransport): Promise<Engine> {
  const version = await transport.ask('select data_version from snapshot_meta format JSONCompact')
  const data_version = String((JSON.parse(version) as JsonCompact).data[0]![0])
  return {
    name: 'clickhouse',
    data_version,
    ask: async (question, options) => (await ask(transport, data_version, question, options)).answer,
    rowsRead: async (question, options) => (await ask(transport, data_version, question, options)).rows_read,
    close: () => transport.close(),
  }
}

/** Every ClickHouse answer says how many rows were read for it. */
interface Told {
  readonly answer: Answer
  readonly rows_read: number
}

async function ask(
  transport: ClickHouseTransport,
  data_version: string,
  question: Question,
  { signal, max_rows = defaultMaxRows }: AskOptions = {},
): Promise<Told> {
  signal?.throwIfAborted()
  try {
    const holes = holesIn(question.sql)
    const params = Object.fromEntries(holes.map((name) => [name, valueOf(question, name)]))
    const result = JSON.parse(
      await transport.ask(statement(question, max_rows), params, signal),
    ) as JsonCompact
    const answer = answerTo(question, { ...columnsOf(question, result), data_version })
    return { answer, rows_read: result.statistics.rows_read }
  } catch (error) {
    signal?.throwIfAborted()
    if (isTooManyRows(error)) throw new ProductError('too_many_rows', { max: max_rows }, { cause: error })
    throw new ProductError('query_failed', { metric: question.id }, { cause: error })
  }
}

/** What only lets DuckDB read less: ClickHouse would work out all that it names once more. */
const isNarrowing: Truth = (condition) => condition.startsWith('reg_narrowed(') || undefined

function statement({ sql, kinds }: Question, max_rows: number): string {
  const bound = rewriteHoles(leaveOut(sql, isNarrowing), (name) => `{${name}:${types[kinds[name]!]}}`)
  return `${bound}\nsettings max_result_rows = ${max_rows}, result_overflow_mode = 'throw'\nformat JSONCompact`
}

function valueOf({ params }: Question, name: string): ParamValue {
  const value = params[name]
  if (value === undefined) throw new Error(`no value for the hole $${name}`)
  return value
}

function columnsOf(question: Question, { meta, data, rows }: JsonCompact) {
  if (data.length !== rows) throw new Error(`${data.length} of ${rows} rows arrived`)
  const names = meta.map(({ name }) => name)
  const columns = names.map((name, index) => {
    const unit = question.columns[name]?.unit
    return data.map((row) => plain(unit, row[index]!))
  })
  return { names, columns }
}

/** ClickHouse prints an instant with as many digits as its type has; the product keeps milliseconds. */
function plain(unit: Unit | undefined, value: CellValue): CellValue {
  return unit === 'instant' && typeof value === 'string' ? new Date(value).toISOString() : value
}

const tooManyRows = 396

function isTooManyRows(error: unknown): boolean {
  return error instanceof ClickHouseError && error.code === tooManyRows
}

/** What a ClickHouse said went wrong, with its own error number. */
export class ClickHouseError extends Error {
  readonly code: number

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ClickHouseError'
    this.code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 0)
  }
}
