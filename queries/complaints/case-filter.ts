import type { Param } from '../metric.ts'
import { choice } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const list = (en: string, zh: string) =>
  ({ kind: 'list', title: { en, 'zh-CN': zh } }) as const satisfies Param

/** What is complained about. Each list keeps the complaints that match one of its members; an empty list keeps all. */
export const caseFilter = {
  complaint_category: list('Complaint category', '投诉类别'),
  complaint_subcategory: list('Complaint subcategory', '投诉子类'),
  root_cause: list('Root cause', '根本原因'),
  product: list('Product', '商品'),
} as const satisfies Record<string, Param>

/** What complaints can be told apart by. */
export const lenses = [
  'category',
  'subcategory',
  'root_cause',
  'store',
  'region',
  'product',
  'channel',
  'received_via',
  'severity',
  'resolution',
] as const
export type Lens = (typeof lenses)[number]

/** The dimension that complaints are looked at by. */
export const lens = (value: Lens) =>
  ({
    lens: choice(lenses, value, { en: 'By', 'zh-CN': '维度' }, wordsOf('complaints_lens', lenses)),
  }) as const satisfies Record<string, Param>

/** The stage from which on nothing is left to be done for the customer. */
export const closedBy = {
  closed_by: choice(
    ['resolved', 'answered'],
    'answered',
    { en: 'Closed when', 'zh-CN': '结案节点' },
    wordsOf('complaints_stage', ['resolved', 'answered']),
  ),
} as const satisfies Record<string, Param>

/** Days after which a complaint that is still open is overdue. */
export const dueDays = {
  due_days: {
    kind: 'count',
    default: 7,
    min: 1,
    max: 365,
    title: { en: 'Due within days', 'zh-CN': '办结时限（天）' },
  },
} as const satisfies Record<string, Param>

/** Stages in the order in which a complaint passes them; one reopened is open again. */
export const stages = [
  'received',
  'classified',
  'investigated',
  'resolved',
  'answered',
  'followed_up',
  'reopened',
] as const
export type Stage = (typeof stages)[number]
