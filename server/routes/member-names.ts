import { rowsOf } from '../engine/answer.ts'
import type { MemberNames } from '../words/value-in-words.ts'
import type { MetricDeps } from './metrics.ts'

/** Members are those of all time; a question needs a period all the same. */
const any_day = '2000-01-01'

/** What the chain calls the members of its dimensions; nothing is asked where no filter names one. */
export async function memberNames(
  filters: Readonly<Record<string, unknown>>,
  { metrics, questionOf, answering }: MetricDeps,
  signal?: AbortSignal,
): Promise<MemberNames> {
  const is_filtered = Object.values(filters).some((value) => Array.isArray(value) && value.length > 0)
  const members = metrics.find(({ id }) => id === 'data/members')
  if (!is_filtered || !members) return new Map()
  const answer = await answering.ask(questionOf(members, { from: any_day, to: any_day }), signal)
  return new Map(
    rowsOf(answer).map(({ dimension, member, label }) => [`${dimension}:${member}`, String(label ?? member)]),
  )
}
