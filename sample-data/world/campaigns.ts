import { monthNumber, monthStart } from './calendar.ts'
import type { DayNumber } from './calendar.ts'

/** Which members a campaign is meant for, seen on the day before it starts. */
export type Pool = 'active' | 'frequent' | 'lapsed' | 'new' | 'women'

interface Template {
  readonly day: number
  readonly name: string
  readonly kind: string
  readonly channel: 'sms' | 'wecom'
  readonly pool: Pool
  readonly days: number
  /** Mean number of orders that the campaign adds per treated member; the planted lift. */
  readonly extra_orders: number
  /** Share of the orders in its days that the campaign drives away. */
  readonly lost_orders?: number
  readonly control_share: number
  /** Multiplies `extra_orders`: the planted uplift by join channel. */
  readonly by_join_channel?: Readonly<Record<string, number>>
  /** Only these grades and above respond: 0 is the lowest grade. */
  readonly from_grade?: number
  readonly opt_out: number
}

/** A campaign of a year, with what it truly does to whom. */
export interface Campaign extends Template {
  readonly campaign_id: string
  readonly index: number
  readonly starts_on: DayNumber
  readonly ends_on: DayNumber
  /** The outcome counts from the first day on for `window_days`; the planted effect lies within `starts_on` to `ends_on`. */
  readonly window_days: number
}

const usual = { days: 21, control_share: 0.25, opt_out: 0.004, kind: '优惠券' } as const

/** One campaign for each month of the year. */
const templates: readonly Template[] = [
  {
    ...usual,
    day: 8,
    name: '年货节满额礼',
    kind: '满减',
    channel: 'sms',
    pool: 'active',
    extra_orders: 0.14,
  },
  {
    ...usual,
    day: 22,
    name: '开春早鸟券',
    channel: 'wecom',
    pool: 'active',
    extra_orders: 0.07,
    control_share: 0,
  },
  { ...usual, day: 1, name: '女神节美妆专场', channel: 'wecom', pool: 'women', extra_orders: 0.13 },
  { ...usual, day: 10, name: '沉睡会员唤醒', channel: 'sms', pool: 'lapsed', extra_orders: 0.06, days: 28 },
  {
    ...usual,
    day: 10,
    name: '新客二单礼',
    kind: '新客礼',
    channel: 'wecom',
    pool: 'new',
    extra_orders: 0.25,
  },
  {
    ...{ ...usual, kind: '满减', day: 1, name: '618囤货节', channel: 'sms', pool: 'active' },
    extra_orders: 0.12,
    by_join_channel: { 老客推荐: 2.2, 电商平台: 0 },
  },
  { ...usual, day: 8, name: '清凉一夏酸奶节', channel: 'wecom', pool: 'active', extra_orders: 0.12 },
  { ...usual, day: 1, name: '开学季文具礼', channel: 'sms', pool: 'active', extra_orders: 0.1 },
  {
    ...usual,
    day: 5,
    name: '中秋礼盒预售',
    channel: 'wecom',
    pool: 'active',
    extra_orders: 0.45,
    from_grade: 2,
  },
  {
    ...usual,
    day: 8,
    name: '会员感恩月',
    kind: '积分翻倍',
    channel: 'sms',
    pool: 'active',
    extra_orders: 0.17,
  },
  {
    ...usual,
    kind: '内容推送',
    day: 1,
    name: '双11爆款推送',
    channel: 'sms',
    pool: 'frequent',
    extra_orders: 0,
  },
  {
    ...{ ...usual, kind: '内容推送', day: 1, name: '岁末连环提醒', channel: 'sms', pool: 'frequent' },
    ...{ extra_orders: 0, lost_orders: 0.25, opt_out: 0.03 },
  },
]

/** Members enough for a campaign are there only after this many days. */
const warm_up_days = 75
const window_days = 30

/** The campaigns that start within the period, oldest first; ids are `C` and the month, such as `C2605`. */
export function planCampaigns(first: DayNumber, last: DayNumber): Campaign[] {
  const campaigns: Campaign[] = []
  for (let month = monthNumber(first); month <= monthNumber(last); month++) {
    const template = templates[month % 12] as Template
    const starts_on = monthStart(month) + template.day - 1
    if (starts_on < first + warm_up_days || starts_on > last) continue
    const id = String((Math.floor(month / 12) % 100) * 100 + (month % 12) + 1).padStart(4, '0')
    const ends_on = starts_on + template.days - 1
    campaigns.push({
      ...template,
      campaign_id: `C${id}`,
      index: campaigns.length,
      starts_on,
      ends_on,
      window_days,
    })
  }
  return campaigns
}

/** Cost of one message in fen. */
export const message_cost = { sms: 6, wecom: 3 } as const

/** Last day of a campaign's outcome window. */
export const windowEnd = (campaign: Campaign): DayNumber => campaign.starts_on + campaign.window_days - 1
