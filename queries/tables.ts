import type { Text } from './metric.ts'

/**
 * What a field holds. `id` is text kept as written; `amount` is DECIMAL(18,4) in the chain's currency;
 * `instant` is a UTC timestamp; `day` a calendar date; `month` the first day of a month.
 */
export type FieldType =
  'id' | 'text' | 'enum' | 'day' | 'month' | 'instant' | 'amount' | 'number' | 'integer' | 'boolean'

/** How often a field must be looked at: static every half year, quarterly, real-time, generated (computed, never loaded by hand). */
export type FieldClass = 'static' | 'quarterly' | 'real_time' | 'generated'

/** One field of a canonical table. */
export interface Field {
  readonly type: FieldType
  readonly title: Text
  readonly required?: true
  readonly values?: readonly string[]
  readonly min?: number
  readonly max?: number
  /** The table whose key this field names. */
  readonly references?: string
  /** Names or points at a person: kept apart from analytics. */
  readonly personal?: true
  /** Batches written before the field existed do not hold it: there it is null. */
  readonly late?: true
  readonly class: FieldClass
}

/** A table a chain brings, its key and its fields. */
export interface CanonicalTable {
  readonly name: string
  readonly title: Text
  /** The natural key: a later row with the same key corrects an earlier one. */
  readonly key: readonly string[]
  /** The field that says when a row happened; null for tables that describe rather than happen. */
  readonly happened: string | null
  readonly fields: Readonly<Record<string, Field>>
}

type Extra = Partial<Omit<Field, 'type' | 'title'>>
const field =
  (type: FieldType, fieldClass: FieldClass) =>
  (en: string, zh: string, extra: Extra = {}): Field => ({
    type,
    title: { en, 'zh-CN': zh },
    class: fieldClass,
    ...extra,
  })

const id = field('id', 'static')
const fixed = field('text', 'static')
const fixedDay = field('day', 'static')
const text = field('text', 'real_time')
const kind = (en: string, zh: string, values: readonly string[], extra: Extra = {}): Field =>
  field('enum', 'real_time')(en, zh, { values, ...extra })
const day = field('day', 'real_time')
const instant = field('instant', 'real_time')
const amount = field('amount', 'real_time')
const number = field('number', 'real_time')
const integer = field('integer', 'real_time')
const yes = field('boolean', 'real_time')

const required = { required: true } as const
const customer = { references: 'customers' } as const
const store = { references: 'stores' } as const
const late = { late: true } as const
const absurd = 1e9

/** Every table a chain may bring, in the order in which references point backwards. */
export const tables = {
  stores: {
    name: 'stores',
    title: { en: 'Stores', 'zh-CN': '门店' },
    key: ['store_id'],
    happened: null,
    fields: {
      store_id: id('Store ID', '门店编号', required),
      name: fixed('Store', '门店名称', required),
      region: fixed('Region', '区域'),
      city: fixed('City', '城市'),
      ownership: kind('Ownership', '经营方式', ['direct', 'franchise'], { class: 'static' }),
      format: fixed('Format', '店型'),
      opened_on: fixedDay('Opened on', '开业日期'),
      closed_on: fixedDay('Closed on', '闭店日期'),
    },
  },
  products: {
    name: 'products',
    title: { en: 'Products', 'zh-CN': '商品' },
    key: ['product_id'],
    happened: null,
    fields: {
      product_id: id('Product ID', '商品编号', required),
      name: fixed('Product', '商品名称'),
      category: fixed('Category', '品类'),
      subcategory: fixed('Subcategory', '子品类'),
      brand: fixed('Brand', '品牌'),
      unit_cost: amount('Unit cost', '单位成本', { min: 0, max: absurd, class: 'quarterly' }),
    },
  },
  customers: {
    name: 'customers',
    title: { en: 'Customers', 'zh-CN': '客户' },
    key: ['customer_id'],
    happened: null,
    fields: {
      customer_id: id('Customer ID', '客户编号', required),
      joined_on: fixedDay('Joined on', '入会日期'),
      join_channel: fixed('Join channel', '入会渠道'),
      home_store_id: id('Home store', '归属门店', { ...store, class: 'quarterly' }),
      gender: kind('Gender', '性别', ['female', 'male', 'other'], { class: 'static' }),
      birth_date: fixedDay('Birth date', '出生日期', { personal: true }),
      city: fixed('City', '城市', { class: 'quarterly' }),
      referrer_customer_id: id('Referred by', '推荐人', customer),
      customer_type: kind('Customer type', '客户类型', ['person', 'business'], { class: 'static' }),
      is_strategic: field('boolean', 'quarterly')('Strategic', '战略客户'),
      status: kind('Status', '状态', ['active', 'closed', 'blocked']),
      name: fixed('Name', '姓名', { personal: true }),
      phone: fixed('Phone', '手机号', { personal: true, class: 'quarterly' }),
      email: fixed('E-mail', '电子邮箱', { personal: true, class: 'quarterly' }),
      address: fixed('Address', '地址', { personal: true, class: 'quarterly' }),
      wechat_id: fixed('WeChat ID', '微信号', { personal: true, class: 'quarterly' }),
    },
  },
  consents: {
    name: 'consents',
    title: { en: 'Consents', 'zh-CN': '营销授权' },
    key: ['customer_id', 'channel', 'at'],
    happened: 'at',
    fields: {
      customer_id: id('Customer ID', '客户编号', { ...required, ...customer }),
      channel: kind('Channel', '渠道', ['sms', 'phone', 'mail', 'wecom', 'post', 'any'], required),
      at: instant('At', '时间', required),
      granted: yes('Granted', '是否同意', required),
      source: text('Source', '来源'),
    },
  },
  purchases: {
    name: 'purchases',
    title: { en: 'Purchase lines', 'zh-CN': '购买明细' },
    key: ['order_id', 'line_no'],
    happened: 'ordered_at',
    fields: {
      order_id: id('Order ID', '订单号', required),
      line_no: integer('Line', '行号', { ...required, min: 0 }),
      customer_id: id('Customer ID', '客户编号', customer),
      store_id: id('Store ID', '门店编号', { ...required, ...store }),
      channel: text('Channel', '渠道', required),
      ordered_at: instant('Ordered at', '下单时间', required),
      product_id: id('Product ID', '商品编号', { references: 'products' }),
      quantity: number('Quantity', '数量', { ...required, min: -1e6, max: 1e6 }),
      net_amount: amount('Net amount', '实付金额', { ...required, min: -absurd, max: absurd }),
      discount_amount: amount('Discount', '优惠金额', { min: -absurd, max: absurd }),
      cost_amount: amount('Cost', '成本金额', { min: -absurd, max: absurd }),
      campaign_id: id('Campaign ID', '活动编号', { references: 'campaigns' }),
      kind: kind('Kind', '类型', ['sale', 'return', 'cancel'], required),
    },
  },
  surveys: {
    name: 'surveys',
    title: { en: 'Surveys', 'zh-CN': '满意度调查' },
    key: ['survey_id'],
    happened: 'answered_at',
    fields: {
      survey_id: id('Survey ID', '问卷编号', required),
      customer_id: id('Customer ID', '客户编号', customer),
      store_id: id('Store ID', '门店编号', store),
      order_id: id('Order ID', '订单号'),
      channel: text('Channel', '渠道'),
      invited_at: instant('Invited at', '邀请时间'),
      answered_at: instant('Answered at', '答复时间'),
      nps: integer('Likelihood to recommend (0–10)', '推荐意愿（0–10）', { min: 0, max: 10 }),
      csat: integer('Satisfaction (CSAT)', '满意度（CSAT）', { min: 1, max: 5 }),
      csat_min: field('integer', 'generated')('CSAT scale, lowest', 'CSAT 量表最低分', late),
      csat_max: field('integer', 'generated')('CSAT scale, highest', 'CSAT 量表最高分', late),
      ces: integer('Ease (CES)', '便利度（CES）', { min: 1, max: 7 }),
      ces_min: field('integer', 'generated')('CES scale, lowest', 'CES 量表最低分', late),
      ces_max: field('integer', 'generated')('CES scale, highest', 'CES 量表最高分', late),
      comment: text('Comment', '评论'),
      category_spend: amount('Total spend in the category', '品类总消费', { min: 0, max: absurd }),
    },
  },
  survey_items: {
    name: 'survey_items',
    title: { en: 'Survey items', 'zh-CN': '调查分项' },
    key: ['survey_id', 'item'],
    happened: null,
    fields: {
      survey_id: id('Survey ID', '问卷编号', { ...required, references: 'surveys' }),
      item: fixed('Item', '分项', required),
      rating: number('Rating', '评分', required),
      expectation: number('Expectation', '期望'),
      importance: number('Importance', '重要性'),
      scale_min: field('number', 'static')('Scale, lowest', '量表最低分', late),
      scale_max: field('number', 'static')('Scale, highest', '量表最高分', late),
    },
  },
  complaints: {
    name: 'complaints',
    title: { en: 'Complaints', 'zh-CN': '投诉' },
    key: ['complaint_id'],
    happened: 'received_at',
    fields: {
      complaint_id: id('Complaint ID', '投诉编号', required),
      customer_id: id('Customer ID', '客户编号', customer),
      store_id: id('Store ID', '门店编号', store),
      order_id: id('Order ID', '订单号'),
      product_id: id('Product ID', '商品编号', { references: 'products' }),
      channel: text('Channel', '渠道'),
      category: text('Category', '投诉类别', required),
      subcategory: text('Subcategory', '投诉子类'),
      severity: text('Severity', '严重程度'),
      received_at: instant('Received at', '受理时间', required),
      root_cause: text('Root cause', '根本原因'),
      resolution: text('Resolution', '处理结果'),
      compensation_amount: amount('Compensation', '赔付金额', { min: 0, max: absurd }),
      follow_up_score: number('Follow-up score', '回访评分'),
      text: text('Text', '投诉内容'),
    },
  },
  complaint_events: {
    name: 'complaint_events',
    title: { en: 'Complaint stages', 'zh-CN': '投诉处理节点' },
    key: ['complaint_id', 'stage', 'at'],
    happened: 'at',
    fields: {
      complaint_id: id('Complaint ID', '投诉编号', { ...required, references: 'complaints' }),
      stage: kind(
        'Stage',
        '节点',
        ['received', 'classified', 'investigated', 'resolved', 'answered', 'followed_up', 'reopened'],
        required,
      ),
      at: instant('At', '时间', required),
    },
  },
  campaigns: {
    name: 'campaigns',
    title: { en: 'Campaigns', 'zh-CN': '营销活动' },
    key: ['campaign_id'],
    happened: null,
    fields: {
      campaign_id: id('Campaign ID', '活动编号', required),
      name: fixed('Campaign', '活动名称', required),
      kind: fixed('Kind', '活动类型'),
      channel: fixed('Channel', '渠道'),
      starts_on: fixedDay('Starts on', '开始日期', required),
      ends_on: fixedDay('Ends on', '结束日期', required),
      window_days: integer('Window (days)', '观察期（天）', {
        ...required,
        min: 1,
        max: 730,
        class: 'static',
      }),
    },
  },
  campaign_contacts: {
    name: 'campaign_contacts',
    title: { en: 'Campaign contacts', 'zh-CN': '活动触达' },
    key: ['campaign_id', 'customer_id'],
    happened: null,
    fields: {
      campaign_id: id('Campaign ID', '活动编号', { ...required, references: 'campaigns' }),
      customer_id: id('Customer ID', '客户编号', { ...required, ...customer }),
      arm: kind('Arm', '分组', ['treatment', 'control'], required),
      contacted_at: instant('Contacted at', '触达时间'),
      cost_amount: amount('Cost', '成本', { min: 0, max: absurd }),
    },
  },
  costs: {
    name: 'costs',
    title: { en: 'CRM costs', 'zh-CN': 'CRM 成本' },
    key: ['cost_id'],
    happened: 'month',
    fields: {
      cost_id: id('Cost ID', '成本编号', required),
      month: field('month', 'real_time')('Month', '月份', required),
      kind: kind(
        'Kind',
        '类型',
        ['development', 'licence', 'staff', 'media', 'incentive', 'service'],
        required,
      ),
      amount: amount('Amount', '金额', { ...required, min: -absurd, max: absurd }),
      campaign_id: id('Campaign ID', '活动编号', { references: 'campaigns' }),
      note: text('Note', '备注'),
    },
  },
  service_contacts: {
    name: 'service_contacts',
    title: { en: 'Service contacts', 'zh-CN': '服务接触' },
    key: ['contact_id'],
    happened: 'at',
    fields: {
      contact_id: id('Contact ID', '接触编号', required),
      customer_id: id('Customer ID', '客户编号', customer),
      store_id: id('Store ID', '门店编号', store),
      kind: kind('Kind', '类型', ['enquiry', 'visit', 'care'], required),
      channel: text('Channel', '渠道'),
      planned_on: day('Planned on', '计划日期'),
      at: instant('At', '时间'),
      first_response_at: instant('First response at', '首次响应时间'),
      cost_amount: amount('Cost', '成本', { min: 0, max: absurd }),
    },
  },
  points: {
    name: 'points',
    title: { en: 'Points', 'zh-CN': '积分' },
    key: ['entry_id'],
    happened: 'at',
    fields: {
      entry_id: id('Entry ID', '流水号', required),
      customer_id: id('Customer ID', '客户编号', { ...required, ...customer }),
      at: instant('At', '时间', required),
      kind: kind('Kind', '类型', ['earn', 'redeem', 'expire', 'adjust'], required),
      points: integer('Points', '积分', required),
      order_id: id('Order ID', '订单号'),
      value_amount: amount('Value', '价值', { min: -absurd, max: absurd }),
    },
  },
  compliance_events: {
    name: 'compliance_events',
    title: { en: 'Compliance events', 'zh-CN': '合规事件' },
    key: ['event_id'],
    happened: 'at',
    fields: {
      event_id: id('Event ID', '事件编号', required),
      customer_id: id('Customer ID', '客户编号', { ...required, ...customer }),
      at: instant('At', '时间', required),
      kind: text('Kind', '类型', required),
      severity: text('Severity', '严重程度'),
      note: text('Note', '备注'),
    },
  },
  grades: {
    name: 'grades',
    title: { en: 'Grades', 'zh-CN': '客户等级' },
    key: ['customer_id', 'effective_on'],
    happened: 'effective_on',
    fields: {
      customer_id: id('Customer ID', '客户编号', { ...required, ...customer }),
      effective_on: day('Effective on', '生效日期', required),
      grade: text('Grade', '等级', required),
    },
  },
  targets: {
    name: 'targets',
    title: { en: 'Targets', 'zh-CN': '目标' },
    key: ['metric', 'period', 'scope'],
    happened: null,
    fields: {
      metric: fixed('Metric', '指标', required),
      period: fixed('Period', '期间', required),
      scope: fixed('Scope', '范围', required),
      value: number('Value', '目标值', required),
    },
  },
  holidays: {
    name: 'holidays',
    title: { en: 'Holidays', 'zh-CN': '节假日' },
    key: ['date'],
    happened: null,
    fields: {
      date: fixedDay('Date', '日期', required),
      name: fixed('Name', '名称'),
      is_working: yes('Working day', '是否工作日', { ...required, class: 'static' }),
    },
  },
} as const satisfies Record<string, CanonicalTable>

export type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as TableName[]

/** The same registry, seen without its literal types: for code that walks every table. */
export const canonicalTables: Readonly<Record<TableName, CanonicalTable>> = tables
