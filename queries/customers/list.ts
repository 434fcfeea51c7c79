import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { valued } from '../value/rfm.ts'

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
] as const

/** The customers behind a number, without personal fields; in the chosen order, then by customer id. */
export const list = defineMetric({
  id: 'customers/list',
  title: { en: 'Customers', 'zh-CN': '客户名单' },
  definition: {
    en:
      'The customers that the card of the same name counts in the period: active, new, returning, reactivated, repeat, lapsed, those who answered as promoters, passives or ' +
      'detractors, and those who complained. All = every customer of the stores you may see; there region and store mean the home store (or that of the first purchase), ' +
      'grade the grade now, and channel and category do not apply. Twelve-month figures end with the data and, like lifetime ones, cover the stores you may see.',
    'zh-CN':
      '与同名指标卡在本期所计一致的客户：活跃、新客、老客、唤回、复购、流失、推荐者/中立者/贬损者、投诉客户。' +
      '“全部” = 您可见门店的全部客户；此时区域与门店指归属门店（无则首购门店），等级为当前等级，渠道与品类不适用。近 12 个月数值截至数据末日，与累计值一样只含您可见门店。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    who: choice(who, 'all', { en: 'Who', 'zh-CN': '客户范围' }),
    of: { kind: 'text', default: '', title: { en: 'Of which group', 'zh-CN': '所属分组' } },
    into: { kind: 'text', default: '', title: { en: 'Into which group', 'zh-CN': '转入分组' } },
    method: { kind: 'text', default: '', title: { en: 'Method', 'zh-CN': '方法' } },
    ...valued,
    sort: choice(sorts, 'net_sales_12m', { en: 'Sort by', 'zh-CN': '排序' }),
    descending: choice(['true', 'false'], 'true', { en: 'Descending', 'zh-CN': '降序' }),
    limit: { kind: 'count', default: 100, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    offset: { kind: 'count', default: 0, min: 0, title: { en: 'Skip', 'zh-CN': '跳过' } },
    inactive_days: {
      kind: 'count',
      default: 90,
      min: 1,
      max: 3650,
      title: { en: 'Days without a purchase', 'zh-CN': '未购买天数' },
    },
  },
  columns: {
    customer_id: column('id', 'Customer ID', '客户编号'),
    grade: column('text', 'Grade', '等级'),
    segment: column('text', 'Segment', '客群'),
    home_store: column('text', 'Home store', '归属门店'),
    city: column('text', 'City', '城市'),
    customer_type: column('text', 'Customer type', '客户类型'),
    joined_on: column('date', 'Joined on', '入会日期'),
    first_purchase_on: column('date', 'First purchase', '首次购买'),
    last_purchase_on: column('date', 'Last purchase', '最近购买'),
    orders_12m: column('count', 'Orders, 12 months', '近 12 个月订单'),
    net_sales_12m: column('money', 'Net sales, 12 months', '近 12 个月净销售额'),
    lifetime_net_sales: column('money', 'Net sales, lifetime', '累计净销售额'),
    complaints: column('count', 'Complaints', '投诉数'),
    last_nps: column('score', 'Last NPS answer', '最近 NPS 评分'),
    total_customers: column('count', 'Customers in the list', '名单客户总数'),
  },
  examples: [
    ...who.map((name) => ({ who: name })),
    { who: 'rfm_cell', of: 'R5F4' },
    { who: 'value_group', of: 'general_develop', scoring: 'fixed' },
    { who: 'value_segment', of: 'champions', scoring: 'rank_first' },
    { who: 'value_tier', of: 'important' },
    { who: 'value_move', of: 'none', into: 'general_develop', base_to: '2025-01-31' },
    { who: 'value_move', of: 'important', into: 'ordinary', method: 'tier', base_to: '2025-01-31' },
    { who: 'scored', of: '9', method: 'nps' },
    { who: 'rated_low', of: 'speed' },
    { who: 'below_expectation', of: 'speed' },
    { who: 'commented', of: 'tea', method: 'happy' },
    ...sorts.map((sort) => ({ sort, descending: 'false', limit: 5, offset: 2 })),
  ],
})
