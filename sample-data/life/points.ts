import { day_seconds, dayOf, momentText } from '../world/calendar.ts'
import type { DayNumber, Moment } from '../world/calendar.ts'
import type { Books } from './books.ts'
import type { Member } from './member.ts'
import type { Order } from './order.ts'

/** One point for each yuan spent; a hundred points are worth one yuan. */
const points_a_yuan_back = 100

/** Earns, sometimes redeems, and gives points back with a return. */
export function earnPoints(books: Books, member: Member, order: Order): void {
  const { random } = member
  const earned = Math.floor(order.basket.net_amount / 100)
  if (earned > 0) entry(books, member, order.at, 'earn', earned, order.order_id)
  const balance = member.points + member.old_points
  if (balance >= 300 && random.chance(0.13)) {
    const points = Math.floor((balance * random.between(0.4, 1)) / 100) * 100
    entry(books, member, order.at, 'redeem', -points, order.order_id)
  }
  if (order.returned) {
    const taken_back = Math.floor((order.basket.net[order.returned.line] as number) / 100)
    entry(books, member, order.returned.at, 'adjust', -taken_back, `R${order.number}`)
  }
}

/** At the end of a year the points of the year before are lost. */
export function expirePoints(books: Books, member: Member, day: DayNumber): void {
  const expired = Math.max(0, Math.min(member.old_points, member.points + member.old_points))
  if (expired > 0) entry(books, member, (day + 1) * day_seconds - 60, 'expire', -expired, '')
  member.old_points = member.points
  member.points = 0
}

function entry(
  books: Books,
  member: Member,
  at: Moment,
  kind: string,
  points: number,
  order_id: string,
): void {
  if (points > 0) member.points += points
  else spend(member, -points)
  const id = `J${member.customer_id}-${++member.points_entries}`
  const value = (points / points_a_yuan_back).toFixed(2)
  books.tables.points.add(
    `${id},${member.customer_id},${momentText(at)},${kind},${points},${order_id},${value}\n`,
    dayOf(at),
  )
}

/** The oldest points go first. */
function spend(member: Member, points: number): void {
  const old = Math.min(points, member.old_points)
  member.old_points -= old
  member.points -= points - old
}
