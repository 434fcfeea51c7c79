import { segmentWords } from '../member-words.ts'
import type { Words } from '../metric.ts'
import { wordsOf } from '../words.ts'

/** What the segments of the published RFM tables are called. */
export const rfmSegmentWords: Words = wordsOf('value_segment', [
  'champions',
  'loyal_customers',
  'potential_loyalists',
  'new_customers',
  'promising',
  'need_attention',
  'about_to_sleep',
  'at_risk',
  'cant_loose',
  'hibernating',
  'lost',
  'others',
])

/** What the tiers are called. */
export const tierWords: Words = wordsOf('value_tier', ['important', 'potential', 'ordinary'])

/** What customers may be moved from and to: groups, segments, tiers, or none of them. */
export const anyGroupWords: Words = {
  ...segmentWords,
  ...rfmSegmentWords,
  ...tierWords,
  none: 'value_none',
}
