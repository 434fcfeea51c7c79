import type { Metric } from '../../queries/metric.ts'
import type { Answer, Engine, Question } from '../../server/engine/engine.ts'
import { everyStore, questionOf } from '../../server/engine/question.ts'
import { ProductError } from '../../server/errors.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { benchQuestion } from './bench-question.ts'
import type { Postgres } from './postgres.ts'
import { difference } from './same-answer.ts'
import { hasStraightSql, straightSql } from './straight-sql.ts'

const questions_each = 30
/** PostgreSQL takes so long that it is asked only the first few. */
const postgres_each = 10

/** Where one question can be put. */
export interface Places {
  readonly product: Engine
  readonly straight: Engine
  readonly postgres: Postgres | null
}

/** What asking one metric thirty times gave; times in milliseconds, none where nobody wrote the SQL. */
export interface MetricTimes {
  readonly id: string
  readonly product: readonly number[]
  readonly straight: readonly number[]
  readonly postgres: readonly number[]
  /** Why PostgreSQL could not be asked, as where the SQL uses what only DuckDB knows. */
  readonly not_in_postgres?: string
  /** Answers without a row. */
  readonly empty: number
  /** Questions that failed, and answers that were not those of the straightforward SQL, in words. */
  readonly wrong: readonly string[]
}

/** Asks a metric with random parameters that depend on the seed and its id alone, everywhere it can be asked. */
export async function timesOf(metric: Metric, seed: number, places: Places): Promise<MetricTimes> {
  const dice = new Dice(seed + [...metric.id].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7))
  const asked = Array.from({ length: questions_each }, () => benchQuestion(dice, metric))
  const questions = asked.map((values) => questionOf(metric, values))
  const product = await askAll(places.product, questions)
  const own = { id: metric.id, product: product.times, empty: product.answers.filter(isEmpty).length }
  const said = (nth: number, words: string) =>
    `${metric.id} ${JSON.stringify(questions[nth]!.params)}: ${words}`
  const failed = product.answers.flatMap((answer, nth) =>
    answer instanceof ProductError ? [said(nth, reason(answer))] : [],
  )
  if (!hasStraightSql(metric.id)) return { ...own, straight: [], postgres: [], wrong: failed }
  const plain = asked.map((values, nth) =>
    questionOf(metric, values, everyStore, straightSql(questions[nth]!)),
  )
  const straight = await askAll(places.straight, plain)
  const different = straight.answers.flatMap((expected, nth) => {
    const found = product.answers[nth]!
    if (found instanceof ProductError) return []
    const words = expected instanceof ProductError ? reason(expected) : difference(found, expected)
    return words === null ? [] : [said(nth, words)]
  })
  const wrong = [...failed, ...different]
  return { ...own, straight: straight.times, ...inPostgres(places.postgres, plain), wrong }
}

function inPostgres(
  postgres: Postgres | null,
  questions: readonly Question[],
): Pick<MetricTimes, 'postgres' | 'not_in_postgres'> {
  try {
    return { postgres: postgres?.timeAll(questions.slice(0, postgres_each)) ?? [] }
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    return { postgres: [], not_in_postgres: reason }
  }
}

async function askAll(engine: Engine, questions: readonly Question[]) {
  const [times, answers]: [number[], (Answer | ProductError)[]] = [[], []]
  for (const question of questions) {
    const started = performance.now()
    answers.push(await engine.ask(question).catch(productError))
    times.push(performance.now() - started)
  }
  return { times, answers }
}

function productError(error: unknown): ProductError {
  if (error instanceof ProductError) return error
  throw error
}

function reason({ code, cause }: ProductError): string {
  return `${code}, ${cause instanceof Error ? cause.message.slice(0, 200) : ''}`
}

function isEmpty(answer: Answer | ProductError): boolean {
  return !(answer instanceof ProductError) && answer.row_count === 0
}
