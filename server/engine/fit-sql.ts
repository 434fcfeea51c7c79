import { LRUCache } from 'lru-cache'
import type { Question } from './engine.ts'
import { knownConditions } from './known-conditions.ts'
import { leaveOut } from './leave-out.ts'

/** So many texts stay ready; one that is gone is made again. */
const max = 2_000

const conditionsOf = new Map<string, readonly string[]>()
const texts = new LRUCache<string, string>({ max })

/**
 * The SQL of a question without what its choices, and the lists that name nothing, leave without effect: planning that
 * takes longer than reading. There is one text for each combination of what is known of its conditions, and no value is
 * ever part of one.
 */
export function fitSql(sql: string, asked: Pick<Question, 'params' | 'kinds'>): string {
  const truth = knownConditions(asked)
  const key = `${conditionsIn(sql).map(truth).join()} ${sql}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const text = leaveOut(sql, truth)
  texts.set(key, text)
  return text
}

function conditionsIn(sql: string): readonly string[] {
  const known = conditionsOf.get(sql)
  if (known) return known
  const found = new Set<string>()
  leaveOut(sql, (condition) => void found.add(condition))
  const conditions = [...found].filter((condition) => condition.includes('$'))
  conditionsOf.set(sql, conditions)
  return conditions
}
