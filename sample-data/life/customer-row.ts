import { dayText } from '../world/calendar.ts'
import type { World } from '../world/world.ts'
import { quoted } from '../write/row.ts'
import type { Books } from './books.ts'
import { customerId } from './member.ts'
import type { Member } from './member.ts'

const chinese: Readonly<Record<string, string>> = {
  female: '女',
  male: '男',
  person: '个人',
  business: '企业',
  true: '是',
  false: '否',
  active: '正常',
  closed: '注销',
  blocked: '冻结',
}

/** Writes what the chain knows about the member on the last day. */
export function writeCustomer(books: Books, member: Member): void {
  const { person, habits, random } = member
  if (member.status === 'active' && isSilent(books.world, member) && random.chance(0.02))
    member.status = 'closed'
  const referrer = habits.channel.name === '老客推荐' && member.index > 0 ? random.below(member.index) : null
  const said = (code: string) => (books.customers_in_chinese ? (chinese[code] ?? code) : code)
  const row = [
    member.customer_id,
    dayText(member.joined_on),
    habits.channel.name,
    habits.home.store_id,
    person.says_gender ? said(person.gender) : '',
    person.birth_date ?? '',
    random.chance(0.93) ? habits.home.city : '',
    referrer === null ? '' : customerId(referrer),
    said(habits.is_business ? 'business' : 'person'),
    said(String(member.is_strategic)),
    said(member.status),
    person.name,
    person.phone ?? '',
    person.email ?? '',
    quoted(person.address ?? ''),
    person.wechat_id ?? '',
  ]
  books.tables.customers.add(`${row.join(',')}\n`)
}

const isSilent = (world: World, member: Member) =>
  member.last_bought === null || world.last - member.last_bought > 200
