import { m } from '../paraglide/messages.js'
import { scaleName } from './score-sides.ts'

interface Scored {
  readonly count: number
  readonly customers: string
  readonly range: string
  readonly of: string
  readonly into: string
  readonly method: string
}

/** Who gave a score, and on which scale where there are several, in words. */
export function scoredSentence({ into, method, ...inputs }: Scored): string {
  const scored = { ...inputs, measure: (method || 'nps').toUpperCase() }
  return into === ''
    ? m.satisfaction_sentence_scored(scored)
    : m.satisfaction_sentence_scored_scale({ ...scored, scale: scaleName(into) })
}
