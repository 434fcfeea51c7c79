/**
 * What a survey asks about. `weight` is what one point of the rating adds to the score (0–10): the planted importance.
 * 包装设计 is rated and matters to nobody.
 */
export interface SurveyItem {
  readonly item: string
  readonly weight: number
  readonly mean: number
  readonly spread: number
  /** What people expect (1–5) and how important they say it is (1–5). */
  readonly expectation: number
  readonly importance: number
}

export const surveyItems: readonly SurveyItem[] = [
  { item: '店员服务', weight: 0.75, mean: 3.95, spread: 0.75, expectation: 4.3, importance: 4.3 },
  { item: '商品质量', weight: 0.65, mean: 4.15, spread: 0.65, expectation: 4.6, importance: 4.8 },
  { item: '结账效率', weight: 0.45, mean: 3.75, spread: 0.8, expectation: 4.0, importance: 3.9 },
  { item: '价格实惠', weight: 0.3, mean: 3.6, spread: 0.75, expectation: 3.9, importance: 4.5 },
  { item: '购物环境', weight: 0.18, mean: 4.1, spread: 0.6, expectation: 3.8, importance: 3.6 },
  { item: '配送时效', weight: 0.1, mean: 3.9, spread: 0.8, expectation: 4.1, importance: 3.8 },
  { item: '包装设计', weight: 0, mean: 3.8, spread: 0.75, expectation: 3.3, importance: 2.8 },
]

/** How much of a rating is the customer's general mood of the day, shared by all items. */
export const mood_spread = 0.38
/** What is in the score but in no item. */
export const score_noise = 0.95
export const usual_score = 8.35
