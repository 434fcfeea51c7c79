import { dayText } from '../world/calendar.ts'
import type { World } from '../world/world.ts'
import { quoted } from '../write/row.ts'
import type { Books } from './books.ts'
import { customerId } from './member.ts'
import type { Member } from './member.ts'

/** Writes what the chain knows about the member on the last day. */
export function writeCustomer(world: World, books: Books, member: Member): void {
  const { person, habits, random } = member
  if (member.status === 'active' && isSilent(world, member) && random.chance(0.02)) member.status = 'closed'
  const referrer = habits.channel.name === '老客推荐' && member.index > 0 ? random.below(member.index) : null
  const row = [
    member.customer_id,
    dayText(member.joined_on),
    habits.channel.name,
    habits.home.store_id,
    person.says_gender ? person.gender : '',
    person.birth_date ?? '',
    random.chance(0.93) ? habits.home.city : '',
    referrer === null ? '' : customerId(referrer),
    habits.is_business ? 'business' : 'person',
    member.is_strategic,
    member.status,
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
