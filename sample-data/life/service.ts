import { day_seconds, dayOf, dayText, momentText } from '../world/calendar.ts'
import type { DayNumber, Moment } from '../world/calendar.ts'
import type { World } from '../world/world.ts'
import { yuan } from '../write/row.ts'
import type { Books } from './books.ts'
import type { Member } from './member.ts'
import type { Order } from './order.ts'

const enquiry_share = 0.034
/** Cost of one contact in fen. */
const contact_cost = { enquiry: 650, visit: 12_000, care: 900 } as const

/** After some orders a question follows; self-service in the app has made them rarer. */
export function enquireAbout(books: Books, member: Member, order: Order): void {
  const { random } = member
  const { world } = books
  const { self_service } = world.planted
  const factor = order.day >= self_service.from ? self_service.enquiry_factor : 1
  if (!random.chance(enquiry_share * factor)) return
  const at = order.at + Math.floor(day_seconds * random.below(3)) + random.below(1800)
  if (dayOf(at) > world.last) return
  books.tally.quarter(dayOf(at)).enquiries++
  const u = random.next()
  const channel = u < 0.46 ? '在线客服' : u < 0.76 ? '企业微信' : '电话'
  write(books, member, {
    kind: 'enquiry',
    channel,
    planned_on: null,
    at,
    answered_at: answerTo(world, member, at),
  })
}

/** Most questions are answered within the hour, some the next days, a few never. */
function answerTo(world: World, member: Member, at: Moment): Moment | null {
  const { random } = member
  const u = random.next()
  const overnight = at % day_seconds > 21 * 3600 ? 11 * 3600 : 0
  const delay =
    u < 0.9 ? overnight + random.around(1500, 1.2) : u < 0.97 ? day_seconds * random.between(1, 4) : null
  const answered_at = delay === null ? null : Math.floor(at + delay)
  return answered_at !== null && dayOf(answered_at) <= world.last ? answered_at : null
}

/** Each quarter business partners are visited and good members looked after: planned, and mostly done. */
export function careAndVisit(books: Books, member: Member, day: DayNumber): void {
  const { random } = member
  const kind = member.is_strategic ? 'visit' : member.grade >= 2 && random.chance(0.45) ? 'care' : null
  if (kind === null) return
  const planned_on = day + random.below(85)
  const done_on = planned_on + (random.chance(0.8) ? 0 : random.below(12))
  const done = random.chance(kind === 'visit' ? 0.86 : 0.91) && done_on <= books.world.last
  const at = done ? done_on * day_seconds + 34_200 + random.below(28_800) : null
  const channel = kind === 'visit' ? '上门' : random.chance(0.6) ? '企业微信' : '电话'
  write(books, member, { kind, channel, planned_on, at, answered_at: null })
}

interface Contact {
  readonly kind: keyof typeof contact_cost
  readonly channel: string
  readonly planned_on: DayNumber | null
  readonly at: Moment | null
  readonly answered_at: Moment | null
}

function write(books: Books, member: Member, { kind, channel, planned_on, at, answered_at }: Contact): void {
  const id = `F${member.customer_id}-${++member.contacts}`
  const who = `${member.customer_id},${member.habits.home.store_id},${kind},${channel}`
  const when = [
    planned_on === null ? '' : dayText(planned_on),
    momentOrNothing(at),
    momentOrNothing(answered_at),
  ]
  const cost = at === null ? '' : yuan(contact_cost[kind])
  books.tables.service_contacts.add(`${id},${who},${when.join(',')},${cost}\n`)
}

const momentOrNothing = (at: Moment | null) => (at === null ? '' : momentText(at))
