/** The campaign that a question is about, by its id; of no campaign nothing is known. */
export const campaign = {
  campaign: { kind: 'text', default: '', title: { en: 'Campaign ID', 'zh-CN': '活动编号' } },
} as const
