/** Questions whose answers are scores. */
export type ScoredMeasure = 'nps' | 'csat' | 'ces'

const ends = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const

/** Every score of a question, lowest first. */
export function scaleOf(measure: ScoredMeasure): number[] {
  const [low, high] = ends[measure]
  return Array.from({ length: high - low + 1 }, (_, nth) => low + nth)
}

/** Promoters, passives and detractors; satisfied or not (4–5); easy (5–7) or not. */
export function sideOf(measure: ScoredMeasure, score: number): 'good' | 'neutral' | 'bad' {
  if (measure === 'nps') return score >= 9 ? 'good' : score <= 6 ? 'bad' : 'neutral'
  return score >= (measure === 'csat' ? 4 : 5) ? 'good' : 'bad'
}
