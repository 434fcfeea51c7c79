import { day_seconds, dayOf, momentText } from '../world/calendar.ts'
import type { Books } from './books.ts'
import type { Member } from './member.ts'
import type { Order } from './order.ts'

const offences = [
  { weight: 34, kind: '异常退货', note: '短期内多次无理由退货' },
  { weight: 26, kind: '积分套利', note: '利用活动漏洞重复领取积分' },
  { weight: 22, kind: '批量代购', note: '疑似代购转售促销商品' },
  { weight: 18, kind: '资料不实', note: '会员资料与本人不符' },
]

/** Now and then a purchase is looked into; a serious case blocks the member. */
export function maybeMisconduct(books: Books, member: Member, order: Order): void {
  const { random } = member
  if (!random.chance(0.0012)) return
  const at = order.at + day_seconds * (1 + random.below(5))
  if (dayOf(at) > books.world.last) return
  const offence = random.weighted(offences)
  const u = random.next()
  const severity = u < 0.66 ? '轻微' : u < 0.93 ? '一般' : '严重'
  if (severity === '严重') member.status = 'blocked'
  const { kind, note } = offence
  const row = `V${order.number},${member.customer_id},${momentText(at)},${kind},${severity},${note}\n`
  books.tables.compliance_events.add(row)
}
