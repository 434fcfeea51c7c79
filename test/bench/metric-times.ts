import type { Metric } from '../../queries/metric.ts'
import type { Analyst } from '../../server/analysis/analysing-engine.ts'
import type { Answer, Engine, Question } from '../../server/engine/engine.ts'
import { everyStore, questionOf } from '../../server/engine/question.ts'
import { ProductError } from '../../server/errors.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { benchQuestion } from './bench-question.ts'
import type { Postgres } from './postgres.ts'
import { difference } from './same-answer.ts'
import { hasStraightSql, straightSql } from './straight-sql.ts'

const questions_each = 30
/** Plain SQL is given so long for one answer, and asked no more of a metric when all its answers have taken so long. */
const straight_limits = { patience_ms: 40_000, budget_ms: 12_000 }

/** Where one question can be put. */
export interface Places {
  readonly product: Engine
  readonly analyst: Analyst
  readonly straight: Engine
  readonly postgres: Postgres | null
}

/** What asking one metric some times gave; times in milliseconds, none where nobody wrote the SQL. */
export interface MetricTimes {
  readonly id: string
  /** Until the answer was complete. */
  readonly product: readonly number[]
  /** Of it in the database: what plain SQL is compared with. */
  readonly reading: readonly number[]
  /** Of it in statistics, where the answer needs some. */
  readonly statistics: readonly number[]
  /** The first questions, as many as there was time for. */
  readonly straight: readonly number[]
  /** Of them those that were given up; they count as long as they were waited for. */
  readonly given_up: number
  readonly postgres: readonly number[]
  /** Why PostgreSQL could not be asked, as where the SQL uses what only DuckDB knows. */
  readonly not_in_postgres?: string
  /** Answers without a row. */
  readonly empty: number
  /** Questions that failed, and answers that were not those of the straightforward SQL, in words. */
  readonly wrong: readonly string[]
}

interface Asking {
  readonly ms: number
  /** Null where it was given up. */
  readonly answer: Answer | ProductError | null
}

/** Asks a metric with `count` sets of random parameters that depend on the seed and its id alone, everywhere it can be asked. */
export async function timesOf(
  metric: Metric,
  seed: number,
  places: Places,
  count = questions_each,
): Promise<MetricTimes> {
  const dice = new Dice(seed + [...metric.id].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7))
  const asked = Array.from({ length: count }, () => benchQuestion(dice, metric))
  const questions = asked.map((values) => questionOf(metric, values))
  const read = await askAll(places.product, questions)
  const worked_out: Asking[] = []
  for (const [nth, asking] of read.entries())
    worked_out.push(await statisticsOf(metric, questions[nth]!, asking, places.analyst))
  const said = (nth: number, words: string) =>
    `${metric.id} ${JSON.stringify(questions[nth]!.params)}: ${words}`
  const own = {
    id: metric.id,
    product: read.map(({ ms }, nth) => ms + worked_out[nth]!.ms),
    reading: read.map(({ ms }) => ms),
    statistics: metric.reads ? worked_out.map(({ ms }) => ms) : [],
    empty: worked_out.filter(({ answer }) => isEmpty(answer)).length,
  }
  const failed = worked_out.flatMap(({ answer }, nth) =>
    answer instanceof ProductError ? [said(nth, reason(answer))] : [],
  )
  if (!hasStraightSql(metric.id)) return { ...own, straight: [], given_up: 0, postgres: [], wrong: failed }
  const plain = asked.map((values, nth) =>
    questionOf(metric, values, everyStore, straightSql(questions[nth]!)),
  )
  const straight = await askAll(places.straight, plain, straight_limits)
  const different = straight.flatMap(({ answer: expected }, nth) => {
    const { answer: found } = read[nth]!
    if (found === null || found instanceof ProductError || expected === null) return []
    const words = expected instanceof ProductError ? reason(expected) : difference(found, expected)
    return words === null ? [] : [said(nth, words)]
  })
  return {
    ...own,
    straight: straight.map(({ ms }) => ms),
    given_up: straight.filter(({ answer }) => answer === null).length,
    ...inPostgres(places.postgres, plain),
    wrong: [...failed, ...different],
  }
}

function inPostgres(
  postgres: Postgres | null,
  questions: readonly Question[],
): Pick<MetricTimes, 'postgres' | 'not_in_postgres'> {
  try {
    return { postgres: postgres?.timeAll(questions) ?? [] }
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    return { postgres: [], not_in_postgres: reason }
  }
}

async function askAll(
  engine: Engine,
  questions: readonly Question[],
  { patience_ms, budget_ms } = { patience_ms: 600_000, budget_ms: Infinity },
): Promise<Asking[]> {
  const askings: Asking[] = []
  for (const question of questions) {
    const signal = AbortSignal.timeout(patience_ms)
    const started = performance.now()
    const answer = await engine.ask(question, { signal }).catch((error) => failure(error, signal))
    const ms = answer === null ? patience_ms : performance.now() - started
    askings.push({ ms, answer })
    if (sum(askings.map((asking) => asking.ms)) > budget_ms) break
  }
  return askings
}

/** The statistics of an answer, or the answer itself, in no time, where there are none to do. */
async function statisticsOf(
  metric: Metric,
  { id, params }: Question,
  { answer }: Asking,
  analyst: Analyst,
): Promise<Asking> {
  if (!metric.reads || answer === null || answer instanceof ProductError) return { ms: 0, answer }
  const started = performance.now()
  const worked_out = await analyst({ id, params, read: answer })
  return { ms: performance.now() - started, answer: worked_out }
}

function failure(error: unknown, signal: AbortSignal): ProductError | null {
  if (signal.aborted) return null
  if (error instanceof ProductError) return error
  throw error
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0)
}

function reason({ code, cause }: ProductError): string {
  return `${code}, ${cause instanceof Error ? cause.message.slice(0, 200) : ''}`
}

function isEmpty(answer: Answer | ProductError | null): boolean {
  return answer !== null && !(answer instanceof ProductError) && answer.row_count === 0
}
