import type { ScaleBounds } from './plan.ts'

/** What is known of the answers to an item: how many, the lowest and the highest. */
export interface AnswerSpread {
  readonly answers: number
  readonly lowest: number
  readonly highest: number
}

const enough_answers = 100
const shorter_ends = [3, 4, 6]

/**
 * The scale on which each of these items may have been rated, in their order, where nobody says it: the shortest of 0–1,
 * 1–5, 0–5, 1–7, 0–10, 1–10 and 0–100 that holds all answers; but where a hundred or more answers to the items of such
 * a scale end lower, at 3, 4 or 6, it ends there. The rule of the mart `survey_item`.
 */
export function plausibleScales(items: readonly AnswerSpread[]): ScaleBounds[] {
  const common = items.map(commonScale)
  return common.map(({ min, max }) => {
    const alike = items.filter((_, nth) => common[nth]!.min === min && common[nth]!.max === max)
    const highest = Math.max(...alike.map((each) => each.highest))
    const answers = alike.reduce((sum, each) => sum + each.answers, 0)
    return { min, max: answers >= enough_answers && shorter_ends.includes(highest) ? highest : max }
  })
}

function commonScale({ lowest, highest }: AnswerSpread): ScaleBounds {
  if (lowest < 0) return { min: lowest, max: highest }
  const min = lowest < 1 || highest > 10 ? 0 : 1
  const ends = min === 1 ? [5, 7, 10] : [1, 5, 10, 100]
  return { min, max: ends.find((end) => highest <= end) ?? highest }
}
