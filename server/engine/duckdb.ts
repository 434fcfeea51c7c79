import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBPreparedStatement, DuckDBResultReader } from '@duckdb/node-api'
import { ProductError } from '../errors.ts'
import type { Answer, AskOptions, Engine, Question } from './engine.ts'
import { answerTo } from './answer.ts'
import { bound, plain } from './duckdb-values.ts'

/** What a snapshot says about itself in `snapshot_meta`. */
export interface SnapshotMeta {
  readonly data_version: string
  readonly model_version: string
  readonly time_zone: string
  readonly currency: string
  /** ISO 8601 UTC. */
  readonly built_at: string
}

/** What a snapshot may use, and who hears of its end. */
export interface DuckDbOptions {
  /** Processor threads that one snapshot may use; absent: all. */
  readonly threads?: number
  /** For example `4GB`; absent: DuckDB's own limit, four fifths of the memory. */
  readonly memory_limit?: string
  /** Called when the snapshot's file turns out to be damaged or the database has failed beyond repair. */
  readonly on_broken?: (cause: unknown) => void
}

/** DuckDB over a snapshot file that can be exchanged for another while questions are running. */
export interface DuckDbEngine extends Engine {
  readonly snapshot: SnapshotMeta
  /** Opens another snapshot for the questions that come next; running ones finish on the one they started on. */
  swap(file: string): Promise<void>
}

interface Opened {
  readonly file: string
  readonly instance: DuckDBInstance
  readonly meta: SnapshotMeta
  running: number
  retired: boolean
}

const defaultMaxRows = 200_000
const interruptEvery = 10

/** Opens a snapshot read-only and locked: no file but the snapshot, no extension, no setting can be reached through SQL. */
export async function openDuckDb(file: string, options: DuckDbOptions = {}): Promise<DuckDbEngine> {
  return new SnapshotEngine(await open(file, options), options)
}

class SnapshotEngine implements DuckDbEngine {
  readonly name = 'duckdb'
  readonly #options: DuckDbOptions
  #current: Opened
  #reopening: Promise<void> | undefined

  constructor(opened: Opened, options: DuckDbOptions) {
    this.#current = opened
    this.#options = options
  }

  get snapshot(): SnapshotMeta {
    return this.#current.meta
  }

  get data_version(): string {
    return this.#current.meta.data_version
  }

  ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    return this.#run(question, options, async (connection, meta) => {
      const max = options.max_rows ?? defaultMaxRows
      const capped = `select * from (\n${question.sql}\n) limit ${max + 1}`
      const reader = await run(connection, capped, question, options.signal)
      if (reader.currentRowCount > max) throw new ProductError('too_many_rows', { max })
      return answerTo(question, {
        names: reader.columnNames(),
        columns: reader.convertColumns(plain),
        data_version: meta.data_version,
      })
    })
  }

  rowsRead(question: Question, options: AskOptions = {}): Promise<number> {
    return this.#run(question, options, async (connection) => {
      const profiled = `explain (analyze, format json) ${question.sql}`
      const reader = await run(connection, profiled, question, options.signal)
      const profile = JSON.parse(String(reader.value(1, 0))) as { cumulative_rows_scanned: number }
      return profile.cumulative_rows_scanned
    })
  }

  async swap(file: string): Promise<void> {
    const next = await open(file, this.#options)
    const last = this.#current
    this.#current = next
    retire(last)
  }

  async close(): Promise<void> {
    retire(this.#current)
  }

  async #run<T>(
    question: Question,
    { signal }: AskOptions,
    work: (connection: DuckDBConnection, meta: SnapshotMeta) => Promise<T>,
  ): Promise<T> {
    await this.#reopening
    signal?.throwIfAborted()
    const opened = this.#current
    opened.running += 1
    try {
      return await withConnection(opened.instance, (connection) => work(connection, opened.meta))
    } catch (error) {
      signal?.throwIfAborted()
      if (isBroken(error)) this.#recover(opened, error)
      throw productError(question, error)
    } finally {
      opened.running -= 1
      closeWhenIdle(opened)
    }
  }

  #recover(broken: Opened, cause: unknown): void {
    if (broken !== this.#current || this.#reopening) return
    this.#options.on_broken?.(cause)
    this.#reopening = this.swap(broken.file).finally(() => (this.#reopening = undefined))
    this.#reopening.catch(() => {})
  }
}

async function open(file: string, { threads, memory_limit }: DuckDbOptions): Promise<Opened> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    enable_external_access: 'false',
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    ...(threads && { threads: String(threads) }),
    ...(memory_limit && { memory_limit }),
    lock_configuration: 'true',
  })
  try {
    const meta = await withConnection(instance, readMeta)
    return { file, instance, meta, running: 0, retired: false }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

async function withConnection<T>(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
}

async function readMeta(connection: DuckDBConnection): Promise<SnapshotMeta> {
  const reader = await connection.runAndReadAll(
    'select data_version, model_version, time_zone, currency, cast(built_at as timestamp) from snapshot_meta',
  )
  const [data_version, model_version, time_zone, currency] = reader.getRows()[0]!.map(String)
  const built_at = plain(reader.value(4, 0)) as string
  return {
    data_version: data_version!,
    model_version: model_version!,
    time_zone: time_zone!,
    currency: currency!,
    built_at,
  }
}

async function run(
  connection: DuckDBConnection,
  sql: string,
  question: Question,
  signal: AbortSignal | undefined,
): Promise<DuckDBResultReader> {
  const statement = await connection.prepare(sql)
  try {
    bind(statement, question)
    signal?.throwIfAborted()
    return await interruptible(connection, statement.runAndReadAll(), signal)
  } finally {
    statement.destroySync()
  }
}

function bind(statement: DuckDBPreparedStatement, { params, kinds }: Question): void {
  for (let index = 1; index <= statement.parameterCount; index += 1) {
    const name = statement.parameterName(index)
    const kind = kinds[name]
    const value = params[name]
    if (kind === undefined || value === undefined) throw new Error(`no value for the hole $${name}`)
    const binding = bound(kind, value)
    statement.bindValue(index, binding.value, binding.type)
  }
}

/** An interrupt that arrives before the query has started is lost, so it is repeated until the query has ended. */
async function interruptible<T>(
  connection: DuckDBConnection,
  running: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  let repeat: NodeJS.Timeout | undefined
  const stop = () => {
    connection.interrupt()
    repeat = setInterval(() => connection.interrupt(), interruptEvery)
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await running
  } finally {
    signal?.removeEventListener('abort', stop)
    clearInterval(repeat)
  }
}

function retire(opened: Opened): void {
  opened.retired = true
  closeWhenIdle(opened)
}

function closeWhenIdle(opened: Opened): void {
  if (opened.retired && opened.running === 0) opened.instance.closeSync()
}

const broken = ['FATAL', 'INTERNAL', 'IO', 'Serialization']

function isBroken(error: unknown): boolean {
  return broken.includes(kindOf(error) ?? '')
}

function productError(question: Question, error: unknown): ProductError {
  if (error instanceof ProductError) return error
  const code = kindOf(error) === 'Out of Memory' ? 'out_of_memory' : 'query_failed'
  return new ProductError(code, { metric: question.id }, { cause: error })
}

/** DuckDB says what kind of error it is only in front of its message: `Out of Memory Error: …`. */
function kindOf(error: unknown): string | undefined {
  return error instanceof Error ? /^(.+?) Error: /.exec(error.message)?.[1] : undefined
}
