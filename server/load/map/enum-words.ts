import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { normaliseName } from './normalise-name.ts'

type Words = Readonly<Record<string, string>>

const booleanWords: Words = {
  true: `true t yes y 1 是 有 真 对 同意 已同意 授权 已授权 optin optedin granted 已订阅 订阅 工作日 上班`,
  false: `false f no n 0 否 无 没有 假 不同意 拒绝 未授权 撤回 已撤回 optout optedout withdrawn revoked denied 退订 已退订 休息日 放假`,
}

/** `1` and `2` are male and female by the national standard GB/T 2261.1. */
const gender: Words = {
  female: `female f woman w 女 女性 女士 2`,
  male: `male m man 男 男性 男士 先生 1`,
  other: `other 其他 其它 diverse x`,
}

const reachedBy: Words = {
  sms: `sms text textmessage mms 短信 手机短信 彩信`,
  phone: `phone call telephone tel 电话 外呼`,
  mail: `mail email edm 邮件 电子邮件 邮箱 电邮`,
  wecom: `wecom wechat 企业微信 企微 微信 公众号`,
  post: `post letter directmail 邮寄 信函 直邮`,
}

const enumWords: Readonly<Partial<Record<TableName, Readonly<Record<string, Words>>>>> = {
  stores: {
    ownership: {
      direct: `direct own owned companyowned corporate company self 直营 自营 直营店 自营店`,
      franchise: `franchise franchised franchisee 加盟 加盟店 特许 特许经营 特许加盟`,
    },
  },
  customers: {
    gender,
    customer_type: {
      person: `person individual personal private consumer b2c 个人 个人客户 个人会员 自然人 散客`,
      business: `business company corporate enterprise organisation organization b2b 企业 企业客户 公司 单位 团体 集团 企业会员 商户`,
    },
    status: {
      active: `active enabled normal open valid live 正常 有效 激活 已激活 启用 活跃 在用`,
      closed: `closed inactive cancelled canceled disabled deleted expired 注销 已注销 关闭 已关闭 停用 失效 无效`,
      blocked: `blocked frozen banned suspended blacklisted locked 冻结 已冻结 黑名单 封禁 锁定 禁用`,
    },
  },
  consents: {
    channel: { ...reachedBy, any: `any all every 全部 所有 不限 任意` },
  },
  purchases: {
    kind: {
      sale: `sale sales sold purchase buy order s 销售 正常 购买 消费 正常销售 出货 销`,
      return: `return returned returns refund refunded r 退货 退款 退换 退 退单 销退 退货退款`,
      cancel: `cancel cancelled canceled cancellation void voided c 取消 已取消 作废 撤销 撤单 已作废`,
    },
  },
  complaint_events: {
    stage: {
      received: `received opened open created registered 受理 接收 登记 已受理 创建 立案`,
      classified: `classified categorised categorized assigned 分类 已分类 分派 派单`,
      investigated: `investigated investigating investigation 调查 已调查 核实 调查中`,
      resolved: `resolved solved fixed closed 解决 已解决 处理 已处理 处理完成 办结`,
      answered: `answered replied responded 答复 已答复 回复 已回复 反馈`,
      followed_up: `followedup followup 回访 已回访 跟进`,
      reopened: `reopened reopen 重开 重新打开 重启 再次投诉`,
    },
  },
  campaigns: { channel: reachedBy },
  campaign_contacts: {
    arm: {
      treatment: `treatment treated test target exposed t 实验组 测试组 试验组 处理组 目标组 触达组`,
      control: `control holdout c 对照组 控制组 留白组 空白组`,
    },
  },
  costs: {
    kind: {
      development: `development dev build 开发 研发 系统开发 建设`,
      licence: `licence license licensing subscription software 许可 软件许可 授权费 软件 订阅费`,
      staff: `staff personnel labour labor people salary 人员 人工 人力 人力成本 工资`,
      media: `media advertising ads 媒体 投放 广告 媒介`,
      incentive: `incentive incentives reward coupon coupons gift 激励 奖励 优惠券 礼品 积分 补贴`,
      service: `service services support 服务 客服 运营服务`,
    },
  },
  service_contacts: {
    kind: {
      enquiry: `enquiry inquiry question 咨询 询问 问询`,
      visit: `visit call onsite 拜访 走访 到访 上门`,
      care: `care courtesy 关怀 问候 回访 生日关怀`,
    },
  },
  points: {
    kind: {
      earn: `earn earned accrue accrual add 获得 获取 累积 赠送 增加 奖励`,
      redeem: `redeem redeemed redemption spend used 兑换 使用 抵扣 消费 扣减`,
      expire: `expire expired expiry expiration 过期 失效 到期 清零`,
      adjust: `adjust adjusted adjustment correction 调整 修正 更正 冲正`,
    },
  },
}

/** Words that say an answer is not known: the cell counts as empty. */
const unknownWords = new Set(
  `unknown notknown unspecified undisclosed na null none nan 未知 不详 保密 未说明 未填写 空 待定`.split(' '),
)

/** What a word in an enum or boolean field means: a canonical value, null for "not known", undefined when it means nothing. */
export function enumValue(table: TableName, field: string, word: string): string | null | undefined {
  const found = wordsOf(table, field).get(normaliseName(word))
  if (found !== undefined) return found
  return unknownWords.has(normaliseName(word)) ? null : undefined
}

/** Whether a text field has words of its own, which are read as in an enum; any other text is kept as written. */
export const hasWords = (table: TableName, field: string): boolean => enumWords[table]?.[field] !== undefined

const known = new Map<string, ReadonlyMap<string, string>>()

function wordsOf(table: TableName, field: string): ReadonlyMap<string, string> {
  const name = `${table}.${field}`
  const found = known.get(name) ?? collect(table, field)
  known.set(name, found)
  return found
}

function collect(table: TableName, field: string): ReadonlyMap<string, string> {
  const { type, values = [] } = canonicalTables[table].fields[field]!
  const words = type === 'boolean' ? booleanWords : (enumWords[table]?.[field] ?? {})
  const synonyms = Object.entries(words).flatMap(([value, list]) =>
    list.split(/\s+/).map((word) => [normaliseName(word), value] as const),
  )
  return new Map([...synonyms, ...values.map((value) => [normaliseName(value), value] as const)])
}
