/** Western Electric 1–4 and Nelson 1–8. */
export const runRules = ['WE1', 'WE2', 'WE3', 'WE4', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'] as const
export type RunRule = (typeof runRules)[number]

/** Points that a pattern spans, and whether so many of them make it; `values` are the same points as plotted. */
interface Rule {
  readonly length: number
  readonly holds: (scores: readonly number[], values: readonly number[]) => boolean
}

/** What distances from the centre may differ by and still be equal, in standard deviations. */
const tolerance = 1e-9

const last = (scores: readonly number[]) => scores[scores.length - 1]!

/** `needed` of the points lie beyond so many sigmas on the side of the last one, which lies there itself. */
function beyond(needed: number, length: number, sigmas: number): Rule {
  return {
    length,
    holds(scores) {
      const side = Math.sign(last(scores))
      const past = scores.filter((score) => side * score > sigmas + tolerance)
      return side * last(scores) > sigmas + tolerance && past.length >= needed
    },
  }
}

const steps = (scores: readonly number[]) => scores.slice(1).map((score, nth) => score - scores[nth]!)

const trend: Rule = {
  length: 6,
  holds: (_, values) => steps(values).every((step) => step > 0) || steps(values).every((step) => step < 0),
}

const alternation: Rule = {
  length: 14,
  holds: (_, values) =>
    steps(values).every((step, nth, all) => step !== 0 && (nth === 0 || step * all[nth - 1]! < 0)),
}

const hugging: Rule = { length: 15, holds: (scores) => scores.every((score) => Math.abs(score) < 1) }

const avoiding: Rule = {
  length: 8,
  holds: (scores) =>
    scores.every((score) => Math.abs(score) > 1) &&
    scores.some((score) => score > 0) &&
    scores.some((score) => score < 0),
}

const rules: Readonly<Record<RunRule, Rule>> = {
  WE1: beyond(1, 1, 3),
  WE2: beyond(2, 3, 2),
  WE3: beyond(4, 5, 1),
  WE4: beyond(8, 8, 0),
  N1: beyond(1, 1, 3),
  N2: beyond(9, 9, 0),
  N3: trend,
  N4: alternation,
  N5: beyond(2, 3, 2),
  N6: beyond(4, 5, 1),
  N7: hugging,
  N8: avoiding,
}

/**
 * For each point the rules whose pattern ends in it. `scores` are distances from the centre in standard deviations;
 * `values` what is plotted, where standard deviations differ: rules on rising and alternating points compare these.
 * A point that must lie past a zone line lies there itself: the rules on 2 of 3 and 4 of 5 never fire on a point within.
 * Sources: Western Electric, Statistical Quality Control Handbook (1956); Nelson (1984), Journal of Quality Technology.
 */
export function signals(
  scores: readonly number[],
  watched: readonly RunRule[] = ['N1', 'N2'],
  values = scores,
): RunRule[][] {
  return scores.map((_, nth) =>
    watched.filter((name) => {
      const { length, holds } = rules[name]
      const [start, end] = [nth + 1 - length, nth + 1]
      return start >= 0 && holds(scores.slice(start, end), values.slice(start, end))
    }),
  )
}

/** How many points the pattern of a rule spans. */
export const patternLength = (rule: RunRule): number => rules[rule].length
