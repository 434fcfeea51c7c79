import type { Locale, Text, Words } from './metric.ts'
import { wordsOf } from './words.ts'

/** The eight value groups, from the best to the least. */
export const valueGroups = [
  'important_value',
  'important_keep',
  'important_develop',
  'important_win_back',
  'general_value',
  'general_keep',
  'general_develop',
  'general_win_back',
] as const

/** What the eight value groups are called. */
export const segmentWords: Words = wordsOf('segment', valueGroups)

/** Members that every chain has, by their dimension. */
export const memberWords: Readonly<Record<string, Words>> = {
  segment: segmentWords,
  spend: Object.fromEntries(['1', '2', '3', '4', '5'].map((fifth) => [fifth, 'roi_group_spend'])),
  loyalty: { one_time: 'prediction_one_time', repeat: 'prediction_repeat' },
}

/**
 * Names that chains commonly give their channels and grades, in any spelling, and what they are called. Spellings of one
 * word stand together, words that a chain may tell apart do not.
 */
const known = {
  channel: [
    [['store', 'shop', 'in_store', '门店', '线下门店'], 'Store', '门店'],
    [['offline', '线下'], 'Offline', '线下'],
    [['online', '线上'], 'Online', '线上'],
    [['web', 'website', '网站'], 'Website', '网站'],
    [['ecommerce', 'e_commerce', '网店'], 'Online shop', '网店'],
    [['app', 'mobile_app', '手机应用'], 'App', 'App'],
    [['mini_program', 'miniprogram', 'wechat_mini', '小程序', '微信小程序'], 'Mini program', '小程序'],
    [['delivery', '外卖', '外卖平台'], 'Delivery', '外卖'],
    [['takeaway', 'takeout', '外带'], 'Takeaway', '外带'],
    [['marketplace', '电商平台'], 'Marketplace', '电商平台'],
    [['live_chat', 'chat', '在线客服'], 'Live chat', '在线客服'],
    [['store_qr', '门店扫码'], 'Store QR code', '门店扫码'],
    [['phone', 'call', '电话'], 'Phone', '电话'],
    [['hotline', '热线'], 'Hotline', '热线'],
    [['sms', 'text', '短信'], 'SMS', '短信'],
    [['mail', 'email', 'e_mail', '邮件', '电子邮件'], 'E-mail', '邮件'],
    [['post', 'letter', '邮寄', '信函'], 'Post', '邮寄'],
    [['wechat', '微信'], 'WeChat', '微信'],
    [['wecom', '企业微信', '企微'], 'WeCom', '企业微信'],
  ],
  grade: [
    [['regular', '普通', '普通会员'], 'Regular', '普通会员'],
    [['basic', '基础会员'], 'Basic', '基础会员'],
    [['standard', '标准会员'], 'Standard', '标准会员'],
    [['registered', '注册会员'], 'Registered', '注册会员'],
    [['bronze', '铜卡', '铜卡会员'], 'Bronze', '铜卡会员'],
    [['silver', '银卡', '银卡会员'], 'Silver', '银卡会员'],
    [['gold', '金卡', '金卡会员'], 'Gold', '金卡会员'],
    [['platinum', '白金', '白金卡', '铂金', '铂金会员', '白金会员'], 'Platinum', '白金会员'],
    [['diamond', '钻石', '钻石卡', '钻石会员'], 'Diamond', '钻石会员'],
    [['black', '黑卡', '黑卡会员'], 'Black', '黑卡会员'],
    [['vip', '贵宾', '贵宾会员'], 'VIP', '贵宾会员'],
  ],
} as const satisfies Record<string, readonly (readonly [readonly string[], string, string])[]>

const words = new Map<string, Text>(
  Object.entries(known).flatMap(([dimension, names]) =>
    names.flatMap(([spellings, en, zh]) =>
      spellings.map((spelling) => [`${dimension}:${spelling}`, { en, 'zh-CN': zh }] as const),
    ),
  ),
)

/**
 * What a channel or grade is called in a language when its name is a common one, else null: the chain's own name stands,
 * as a name in Chinese characters does for who reads Chinese.
 */
export function knownWords(dimension: string, member: string, locale: Locale): string | null {
  if (locale === 'zh-CN' && /\p{Script=Han}/u.test(member)) return null
  const named_like = dimension === 'join_channel' || dimension === 'received_via' ? 'channel' : dimension
  const spelling = member
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return words.get(`${named_like}:${spelling}`)?.[locale] ?? null
}
