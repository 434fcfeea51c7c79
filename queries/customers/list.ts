import { column } from '../column.ts'
import { behindComplaints } from '../complaints/behind-complaints.ts'
import { customers as customersMetric } from '../kpi/customers.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { isUsualWorth, worth, worthBasis } from '../prediction/worth.ts'
import { behindChurn } from '../churn/lapse.ts'
import { followDays } from '../roi/redeemers.ts'
import { valued } from '../value/rfm.ts'
import { wordsOf, titlesOf } from '../words.ts'
import { whoWords } from './who-words.ts'

export const who = [
  'all',
  'active',
  'new',
  'returning',
  'reactivated',
  'repeat',
  'lapsed',
  'promoters',
  'passives',
  'detractors',
  'complainants',
  'complaint_about',
  'rfm_cell',
  'value_group',
  'value_segment',
  'value_tier',
  'value_move',
  'answered',
  'satisfied',
  'dissatisfied',
  'scored',
  'rated_low',
  'below_expectation',
  'commented',
  'alive_band',
  'clv',
  'campaign',
  'campaign_first',
  'campaign_matched',
  'measured',
  'acquired',
  'referred',
  'referrers',
  'redeemers',
  'redeemers_compared',
  'wallet',
  'cohort',
  'lifecycle',
  'lapse',
  'at_risk',
  'tenure',
  'lapse_reason',
  'win_back',
] as const

const sorts = [
  'customer_id',
  'joined_on',
  'first_purchase_on',
  'last_purchase_on',
  'orders_12m',
  'net_sales_12m',
  'lifetime_net_sales',
  'complaints',
  'last_nps',
  'enquiries_12m',
  'visits_12m',
  'care_contacts_12m',
  'last_contact_on',
  'p_alive',
  'purchases_365',
  'clv',
] as const

type Asked = Readonly<Record<string, string | number | readonly string[]>>

/** Every kind of list; those behind a mark with a mark that the tests' chain has. */
const askedFor: readonly Asked[] = [
  ...['all', 'active', 'new', 'returning', 'repeat', 'lapsed', 'promoters', 'passives', 'detractors'].map(
    (name) => ({ who: name }),
  ),
  ...[
    'complainants',
    'answered',
    'satisfied',
    'dissatisfied',
    'referred',
    'referrers',
    'redeemers',
    'wallet',
  ].map((name) => ({ who: name })),
  { who: 'reactivated', lapse_days: 5 },
  { who: 'rfm_cell', of: 'R5F4' },
  { who: 'complaint_about', of: 'quality', method: 'category' },
  { who: 'complaint_about', method: 'root_cause' },
  { who: 'complaint_about', product: ['P1'], root_cause: ['!training'] },
  { who: 'complaint_about', of: 'received', method: 'stage' },
  { who: 'complaint_about', of: 'classified', method: 'entered' },
  { who: 'complaint_about', method: 'overdue', closed_by: 'resolved', due_days: 1 },
  ...['open', 'late', 'repeat', 'compensated', 'followed_up', 'dissatisfied', 'closed'].map((method) => ({
    ...{ who: 'complaint_about', method },
  })),
  { who: 'value_group', of: 'general_develop', scoring: 'fixed' },
  { who: 'value_segment', of: 'champions', scoring: 'rank_first' },
  { who: 'value_tier', of: 'important' },
  { who: 'value_move', of: 'none', into: 'general_develop', base_to: '2025-01-31' },
  { who: 'value_move', of: 'important', into: 'ordinary', method: 'tier', base_to: '2025-01-31' },
  { who: 'value_move', of: '', into: '!general_develop', base_to: '2025-01-31' },
  { who: 'rfm_cell', of: 'F4' },
  { who: 'scored', of: '9', method: 'nps' },
  { who: 'scored', of: '3', method: 'csat', into: '1..5' },
  { who: 'rated_low', of: 'speed' },
  { who: 'below_expectation', of: 'speed' },
  { who: 'commented', of: 'tea', method: 'happy' },
  { who: 'alive_band', of: 'one_time' },
  { who: 'alive_band', of: '9' },
  { who: 'clv', of: 'repeat' },
  { who: 'campaign', of: 'C1', method: 'treated' },
  { who: 'campaign', of: 'C1', method: 'consented' },
  { who: 'campaign', of: 'C1', method: 'credited' },
  { who: 'campaign_first', of: 'C1', method: 'spend', into: '1:0|5:|:0' },
  { who: 'measured', method: 'treated' },
  { who: 'measured', method: 'control', region: ['East'] },
  { who: 'acquired', channel: ['online'] },
  { who: 'redeemers_compared', of: 'others', into: 'away', follow_days: 30 },
  { who: 'redeemers_compared', of: 'redeemers' },
  { who: 'campaign', of: 'C1', method: 'segment', into: 'general_develop' },
  { who: 'cohort', of: '2024-10', into: '2025-01', method: 'first_time.on' },
  { who: 'cohort', of: '2025-01', into: '2025-02', method: 'recurring.on_or_after' },
  { who: 'cohort', of: '2024-10', into: '!2025-01', method: 'first_time.on' },
  { who: 'lifecycle', of: 'lapsed', inactive_days: 20 },
  { who: 'lifecycle', of: 'resurrected', inactive_days: 20 },
  { who: 'lapse', of: 'lapsed', method: 'rhythm', inactive_days: 30 },
  { who: 'lapse', of: 'active', method: 'model' },
  { who: 'at_risk', least_chance: 0 },
  { who: 'tenure', of: 'East', by: 'region', inactive_days: 20 },
  { who: 'lapse_reason', of: 'complaint', into: 'lapsed', inactive_days: 20 },
  { who: 'win_back', of: 'C1', into: 'treatment', inactive_days: 20 },
  { who: 'campaign_matched', of: 'C2' },
]

const columns = {
  customer_id: column('id', 'Customer ID', '客户编号'),
  grade: column('text', 'Grade', '等级', { member_of: 'grade' }),
  segment: column('text', 'Segment', '客群', { member_of: 'segment' }),
  home_store: column('text', 'Home store', '归属门店'),
  city: column('text', 'City', '城市'),
  customer_type: column('text', 'Customer type', '客户类型', {
    words: wordsOf('customers_type', ['person', 'business']),
  }),
  joined_on: column('date', 'Joined on', '入会日期'),
  first_purchase_on: column('date', 'First purchase', '首次购买'),
  last_purchase_on: column('date', 'Last purchase', '最近购买'),
  orders_12m: column('count', 'Orders, 12 months', '近 12 个月订单'),
  net_sales_12m: column('money', 'Net sales, 12 months', '近 12 个月净销售额'),
  lifetime_net_sales: column('money', 'Net sales, lifetime', '累计净销售额'),
  complaints: column('count', 'Complaints', '投诉数'),
  last_nps: column('score', 'Last NPS answer', '最近 NPS 评分'),
  enquiries_12m: column('count', 'Enquiries, 12 months', '近 12 个月咨询'),
  visits_12m: column('count', 'Visits, 12 months', '近 12 个月回访'),
  care_contacts_12m: column('count', 'Care contacts, 12 months', '近 12 个月关怀'),
  last_contact_on: column('date', 'Last contact', '最近接触'),
  p_alive: column('ratio', 'P(alive)', '仍为客户概率'),
  purchases_90: column('quantity', 'Purchases, 90 days', '未来 90 天预计购买'),
  purchases_365: column('quantity', 'Purchases, 365 days', '未来 365 天预计购买'),
  purchases_365_low: column('quantity', '365 days, low', '未来 365 天购买下限'),
  purchases_365_high: column('quantity', '365 days, high', '未来 365 天购买上限'),
  clv: column('money', 'CLV', 'CLV'),
  clv_low: column('money', 'CLV, low', 'CLV 下限'),
  clv_high: column('money', 'CLV, high', 'CLV 上限'),
  total_customers: column('count', 'Customers in the list', '名单客户总数'),
} as const

/** The customers behind a number, without personal fields; in the chosen order, then by customer id. */
export const list = defineMetric({
  id: 'customers/list',
  title: { en: 'Customers', 'zh-CN': '客户名单' },
  definition: {
    en:
      'The customers that the card of the same name counts in the period: active, new, returning, reactivated, repeat, lapsed, those who answered as promoters, passives or ' +
      'detractors, and those who complained. All = every customer of the stores you may see; there region and store mean the home store (or that of the first purchase), ' +
      'grade the grade now, and channel and category do not apply. Reactivated = more than `lapse_days` passed before the first purchase in the period, as on its card. ' +
      'Twelve-month figures and the value group (segment) end with the data and, like lifetime figures, cover the stores you may see; enquiries, visits and care contacts are those that took place. ' +
      'Expected purchases, P(alive) and CLV (of `horizon_months` [12], discounted by `discount_rate` [1%] a month) come from the prediction models, with limits that what happens keeps to with 95% probability; P(alive) is not said of one-time buyers, whom the model takes for customers by assumption. People who see only some stores are told them of customers whose every purchase lies in these stores.',
    'zh-CN':
      '与同名指标卡在本期所计一致的客户：活跃、新客、老客、唤回、复购、流失、推荐者/中立者/贬损者、投诉客户。' +
      '“全部” = 您可见门店的全部客户；此时区域与门店指归属门店（无则首购门店），等级为当前等级，渠道与品类不适用。唤回指本期首次购买前间隔超过 `lapse_days` 天，与指标卡一致。近 12 个月数值与价值分组（客群）截至数据末日，与累计值一样只含您可见门店；咨询、回访与关怀只计已发生者。' +
      '预计购买、仍为客户概率与 CLV（未来 `horizon_months` [12] 个月，按月以 `discount_rate` [1%] 折现）来自预测模型，上下限为实际结果以 95% 概率落入的范围；一次性买家不给出仍为客户概率，因模型对其只是假定。仅可见部分门店者，只看到全部购买都在这些门店的客户的预测。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    who: choice(who, 'all', { en: 'Who', 'zh-CN': '客户范围' }, whoWords),
    of: { kind: 'text', default: '', title: { en: 'Of which group', 'zh-CN': '所属分组' } },
    into: { kind: 'text', default: '', title: { en: 'Into which group', 'zh-CN': '转入分组' } },
    method: { kind: 'text', default: '', title: { en: 'Method', 'zh-CN': '方法' } },
    ...valued,
    ...behindChurn,
    ...worth,
    ...behindComplaints,
    ...followDays,
    sort: choice(sorts, 'net_sales_12m', { en: 'Sort by', 'zh-CN': '排序' }, titlesOf(columns)),
    descending: choice(
      ['true', 'false'],
      'true',
      { en: 'Descending', 'zh-CN': '降序' },
      wordsOf('flag', ['true', 'false']),
    ),
    limit: { kind: 'count', default: 100, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    offset: { kind: 'count', default: 0, min: 0, title: { en: 'Skip', 'zh-CN': '跳过' } },
    lapse_days: customersMetric.params.lapse_days,
    inactive_days: {
      kind: 'count',
      default: 90,
      min: 1,
      max: 3650,
      title: { en: 'Days without a purchase', 'zh-CN': '未购买天数' },
    },
  },
  columns,
  reads: { ...columns, ...worthBasis },
  analysed_for: (params) => !isUsualWorth(params),
  examples: askedFor.map((asked, nth) => ({
    sort: sorts[nth % sorts.length]!,
    descending: nth % 2 ? 'true' : 'false',
    limit: 3 + nth,
    ...asked,
  })),
})
