import type { Words } from '../metric.ts'
import { wordsOf } from '../words.ts'

/** What control charts are called. */
export const chartWords: Words = {
  ...wordsOf('complaints_chart', ['auto', 'c', 'u', 'laney', 'laney_c', 'laney_u', 'xmr']),
  xmr_c: 'complaints_chart_xmr',
  xmr_u: 'complaints_chart_xmr',
}

/** What run rules find: Nelson's by N and their number, those of Western Electric by WE. */
export const signalWords: Words = {
  N1: 'complaints_rule_limit',
  N2: 'complaints_rule_nine',
  N3: 'complaints_rule_trend',
  N4: 'complaints_rule_alternating',
  N5: 'complaints_rule_two_of_three',
  N6: 'complaints_rule_four_of_five',
  N7: 'complaints_rule_hugging',
  N8: 'complaints_rule_avoiding',
  WE1: 'complaints_rule_limit',
  WE2: 'complaints_rule_two_of_three',
  WE3: 'complaints_rule_four_of_five',
  WE4: 'complaints_rule_eight',
}
