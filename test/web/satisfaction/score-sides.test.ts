import { expect, test } from 'vitest'
import { answersOf, scalesOf, scoreBars } from '../../../web/lib/satisfaction/score-sides.ts'

const given = (score: number, answers: number, scale_high: number, side: string) => ({
  ...{ measure: 'csat', score, side, answers, share: null, scale_low: 1, scale_high },
})
/** Five answers on 1–3, where 2 is not satisfied, and seven on 1–4, where it is not either but 3 is. */
const rows = [given(1, 2, 3, 'bad'), given(3, 3, 3, 'good'), given(2, 3, 4, 'bad'), given(3, 4, 4, 'good')]

test('scores of different scales are never added up; the scale with most answers comes first', () => {
  const scales = scalesOf(rows)
  expect(scales.map(({ code, name, answers }) => [code, name, answers])).toEqual([
    ['1..4', '1–4', 7],
    ['1..3', '1–3', 5],
  ])
  expect(scoreBars(scales[0]!).map(({ label, value, side }) => [label, value, side])).toEqual([
    ['1', 0, 'neutral'],
    ['2', 3, 'bad'],
    ['3', 4, 'good'],
    ['4', 0, 'neutral'],
  ])
  expect(scoreBars(scales[1]!).map(({ value }) => value)).toEqual([2, 0, 3])
})

test('every answer is on one scale', () => {
  expect(scalesOf(rows).reduce((sum, { answers }) => sum + answers, 0)).toBe(answersOf(rows))
  expect(scalesOf([])).toEqual([])
})
