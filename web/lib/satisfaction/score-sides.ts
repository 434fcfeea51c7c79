import type { Row } from '../../../queries/metric.ts'
import type { distribution } from '../../../queries/satisfaction/distribution.ts'
import type { HistogramBar } from '../charts/histogram-chart.ts'

type Given = Row<typeof distribution>

/** A scale that answers to one question were given on. */
export interface Scale {
  /** As an address says it: `1..5`. */
  readonly code: string
  /** In words: 1–5. */
  readonly name: string
  readonly low: number
  readonly high: number
  readonly answers: number
  readonly rows: readonly Given[]
}

/** The scales of one question's answers, the one with most answers first. */
export function scalesOf(rows: readonly Given[]): Scale[] {
  const codeOf = ({ scale_low, scale_high }: Given) => `${scale_low}..${scale_high}`
  return [...Map.groupBy(rows, codeOf)]
    .map(([code, own]) => ({
      ...{ code, name: scaleName(code), rows: own },
      low: own[0]!.scale_low ?? 0,
      high: own[0]!.scale_high ?? 0,
      answers: answersOf(own),
    }))
    .sort((a, b) => b.answers - a.answers)
}

/** A scale in words. */
export const scaleName = (code: string) => code.replace('..', '–')

/** How many answers scores stand for. */
export const answersOf = (rows: readonly Given[]) =>
  rows.reduce((sum, { answers }) => sum + (answers ?? 0), 0)

/** A bar for every score of a scale, lowest first, also for those that nobody gave. */
export const scoreBars = ({ low, high, rows }: Scale): HistogramBar[] =>
  Array.from({ length: Math.max(0, high - low + 1) }, (_, nth) => {
    const given = rows.find(({ score }) => score === low + nth)
    return {
      label: String(low + nth),
      value: given?.answers ?? 0,
      side: (given?.side ?? 'neutral') as HistogramBar['side'],
    }
  })
