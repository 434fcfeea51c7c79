import type { DuckDBConnection } from '@duckdb/node-api'
import { ProductError } from '../errors.ts'
import { answerTo } from './answer.ts'
import { runQuestion } from './duckdb-run.ts'
import { closeWhenIdle, openSnapshot, retire, withConnection } from './duckdb-snapshot.ts'
import type { DuckDbOptions, OpenSnapshot, SnapshotMeta } from './duckdb-snapshot.ts'
import { plain } from './duckdb-values.ts'
import type { Answer, AskOptions, Engine, Question } from './engine.ts'

/** DuckDB over a snapshot file that can be exchanged for another while questions are running. */
export interface DuckDbEngine extends Engine {
  readonly snapshot: SnapshotMeta
  /** Opens another snapshot for the questions that come next; running ones finish on the one they started on. */
  swap(file: string): Promise<void>
}

const defaultMaxRows = 200_000

/** Opens a snapshot file as an engine. Rejects when it is missing, damaged or no snapshot. */
export async function openDuckDb(file: string, options: DuckDbOptions = {}): Promise<DuckDbEngine> {
  return new SnapshotEngine(await openSnapshot(file, options), options)
}

class SnapshotEngine implements DuckDbEngine {
  readonly name = 'duckdb'
  readonly #options: DuckDbOptions
  #current: OpenSnapshot
  #reopening: Promise<void> | undefined

  constructor(opened: OpenSnapshot, options: DuckDbOptions) {
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
      const reader = await runQuestion(connection, capped, question, options.signal)
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
      const reader = await runQuestion(connection, profiled, question, options.signal)
      const profile = JSON.parse(String(reader.value(1, 0))) as { cumulative_rows_scanned: number }
      return profile.cumulative_rows_scanned
    })
  }

  async swap(file: string): Promise<void> {
    const next = await openSnapshot(file, this.#options)
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

  #recover(broken: OpenSnapshot, cause: unknown): void {
    if (broken !== this.#current || this.#reopening) return
    this.#options.on_broken?.(cause)
    const settled = () => void (this.#reopening = undefined)
    this.#reopening = this.swap(broken.file).then(settled, settled)
  }
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
