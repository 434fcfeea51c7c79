import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResultReader } from '@duckdb/node-api'
import { bound } from './duckdb-values.ts'
import type { Question } from './engine.ts'

const interruptEvery = 10

/**
 * Runs SQL with the values of a question and reads all rows. Aborting interrupts it; the promise settles when it has
 * really ended.
 */
export async function runQuestion(
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
