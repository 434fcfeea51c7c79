import type { Row } from '../../../queries/metric.ts'
import { topics } from '../../../queries/satisfaction/topics.ts'
import { weightedLogOdds } from '../../stats/weighted-log-odds.ts'
import { defineAnalysis } from '../analysis.ts'
import { termsIn } from './terms-in.ts'

const moods = ['happy', 'neutral', 'unhappy'] as const
type Mood = (typeof moods)[number]
type Counts = Record<Mood, number>

/** In fewer comments a term says nothing about anybody but a few. */
const fewest_comments = 5
const telling = 3

/** The terms of the comments, and on which side they are used. */
export const topicsAnalysis = defineAnalysis(topics, (rows, { limit }) => {
  const found = new Map<string, Counts>()
  let total = 0
  for (const { mood, comment, n } of rows) {
    total += n!
    for (const term of termsIn(comment!)) {
      const counts = found.get(term) ?? { happy: 0, neutral: 0, unhappy: 0 }
      counts[mood as Mood] += n!
      found.set(term, counts)
    }
  }
  const kept = [...found].filter(([, counts]) => sumOf(counts) >= fewest_comments)
  const leans = weightedLogOdds(kept.map(([, { unhappy, happy }]) => ({ one: unhappy, other: happy })))
  return kept
    .map(([term, counts], nth): Row<typeof topics> => {
      const lean = leans[nth]!
      return {
        ...{ term, comments: sumOf(counts), share: sumOf(counts) / total, ...counts, lean },
        verdict: lean > telling ? 'blame' : lean < -telling ? 'praise' : 'both',
        total_comments: total,
      }
    })
    .toSorted((a, b) => b.comments! - a.comments! || (a.term! < b.term! ? -1 : 1))
    .slice(0, limit)
})

const sumOf = (counts: Counts) => moods.reduce((sum, mood) => sum + counts[mood], 0)
