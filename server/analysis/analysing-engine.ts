import { metricById } from '../../queries/index.ts'
import type { Columns } from '../../queries/metric.ts'
import type { Answer, AskOptions, Engine, Question } from '../engine/engine.ts'
import { ProductError } from '../errors.ts'
import type { Analysed } from './analyse.ts'

/** Does the statistics of one question; rejects with the signal's reason when it aborts. */
export type Analyst = (work: Analysed, signal?: AbortSignal) => Promise<Answer>

/** Does statistics where it is called, for a process that has nothing else to do. */
export const analystHere: Analyst = async (work) => (await import('./analyse.ts')).analyse(work)

/** The same engine, with the statistics of the metrics that need some done on what it reads. */
export function withStatistics(engine: Engine, analyst: Analyst = analystHere): Engine {
  return {
    name: engine.name,
    get data_version() {
      return engine.data_version
    },
    ask: (question, options = {}) => ask(engine, analyst, question, options),
    rowsRead: (question, options) => engine.rowsRead(question, options),
    close: () => engine.close(),
  }
}

async function ask(
  engine: Engine,
  analyst: Analyst,
  question: Question,
  options: AskOptions,
): Promise<Answer> {
  const metric = metricById.get(question.id)
  if (!metric?.reads) return engine.ask(question, options)
  if (metric.analysed_for?.(question.params) === false)
    return only(metric.columns, await engine.ask(question, options))
  const { max_rows, signal } = options
  const read = await engine.ask(question, signal && { signal })
  const answer = await analysed({ id: question.id, params: question.params, read }, analyst, signal)
  if (max_rows !== undefined && answer.row_count > max_rows)
    throw new ProductError('too_many_rows', { max: max_rows })
  return answer
}

function only(columns: Columns, answer: Answer): Answer {
  const values = Object.keys(columns).map((name) => [name, answer.values[name]!] as const)
  return { ...answer, columns, values: Object.fromEntries(values) }
}

async function analysed(work: Analysed, analyst: Analyst, signal?: AbortSignal): Promise<Answer> {
  try {
    return await analyst(work, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ProductError) throw error
    const { code } = error as NodeJS.ErrnoException
    const failure = code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out_of_memory' : 'query_failed'
    throw new ProductError(failure, { metric: work.id }, { cause: error })
  }
}
