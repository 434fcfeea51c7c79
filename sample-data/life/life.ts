import type { Milestone, World } from '../world/world.ts'
import type { Books } from './books.ts'
import { considerCampaign, promptedOrder } from './campaigning.ts'
import { maybeMisconduct } from './compliance.ts'
import { complainAbout } from './complaints.ts'
import { writeCustomer } from './customer-row.ts'
import { consentAtJoining } from './consents.ts'
import { reviewGrade, writeFirstGrade } from './grades.ts'
import { dropsOut, nextOrder } from './habits.ts'
import { Member } from './member.ts'
import { drawOrder, storeOf, writeOrder } from './order.ts'
import type { Order } from './order.ts'
import { earnPoints, expirePoints } from './points.ts'
import { inviteToSurvey } from './surveys.ts'
import { careAndVisit, enquireAbout } from './service.ts'

/** Lives one member's life from joining to the last day and writes every row that comes of it. */
export function liveMember(books: Books, index: number): void {
  const { world } = books
  const member = new Member(world, index)
  consentAtJoining(books, member)
  writeFirstGrade(books, member)
  let next = member.habits.buys ? member.habits.joined : Infinity
  for (let nth = firstMilestone(world, member.joined_on); ;) {
    const milestone = world.milestones[nth]
    const prompted = member.prompted[0]?.position ?? Infinity
    const soonest = Math.min(next, prompted, milestone?.day ?? Infinity)
    if (soonest === Infinity || member.status !== 'active') break
    if (soonest === milestone?.day) {
      meet(books, member, milestone)
      nth++
    } else if (soonest === prompted) buyPrompted(books, member)
    else next = buy(books, member, next)
  }
  finish(books, member)
}

function firstMilestone(world: World, joined_on: number): number {
  let low = 0
  let high = world.milestones.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((world.milestones[middle] as Milestone).day <= joined_on) low = middle + 1
    else high = middle
  }
  return low
}

function meet(books: Books, member: Member, milestone: Milestone): void {
  if (milestone.kind === 'campaign') considerCampaign(books, member, milestone.campaign)
  else if (milestone.kind === 'points_expire') expirePoints(books, member, milestone.day)
  else {
    reviewGrade(books, member, milestone.quarter)
    careAndVisit(books, member, milestone.day)
  }
}

/** An order of the member's own accord. Returns the position of the next one, infinite when there is none. */
function buy(books: Books, member: Member, position: number): number {
  const { random, habits } = member
  const order = draw(books, member, position)
  const offer = offerOn(member, order)
  const leaves = dropsOut(books.world, habits, position, random)
  const channel = books.tally.join_channels.get(habits.channel)
  if (channel) {
    channel.chances++
    if (leaves) channel.dropped_out++
  }
  if (offer?.lost_orders && random.chance(offer.lost_orders)) books.tally.campaignEffect(offer, order, -1)
  else {
    const credited = offer && random.chance(0.35) ? offer : null
    const upset = takeHome(books, member, order, credited)
    if (upset && random.chance(0.25)) return Infinity
  }
  return leaves ? Infinity : nextOrder(books.world, habits, position, random)
}

function buyPrompted(books: Books, member: Member): void {
  const { position, campaign } = promptedOrder(member)
  const order = draw(books, member, position)
  books.tally.campaignEffect(campaign, order, 1)
  takeHome(books, member, order, member.random.chance(0.9) ? campaign : null)
}

function draw(books: Books, member: Member, position: number): Order {
  const store = storeOf(books.world, member.habits.home, Math.floor(position), member.random)
  const number = String(member.index * 4096 + ++member.checkouts).padStart(9, '0')
  return drawOrder(books, member, position, store, number)
}

function offerOn(member: Member, order: Order) {
  return member.offer && order.day <= member.offer.ends_on ? member.offer : null
}

/** Writes the order and all that follows from it; true when it ended in a complaint. */
function takeHome(books: Books, member: Member, order: Order, campaign: Member['offer']): boolean {
  writeOrder(books, order, member, campaign)
  if (order.cancelled) return false
  noteOrder(books, member, order)
  earnPoints(books, member, order)
  inviteToSurvey(books, member, order)
  enquireAbout(books, member, order)
  maybeMisconduct(books, member, order)
  return complainAbout(books, member, order)
}

function noteOrder(books: Books, member: Member, order: Order): void {
  const sums = books.tally.quarter(order.day)
  if (member.first_bought === null) sums.new_customers++
  else if (member.second_bought === null && order.day > member.first_bought) member.second_bought = order.day
  member.first_bought ??= order.day
  if (!member.hasBoughtIn(order.day)) sums.active_customers++
  member.remember(order.day, order.basket.net_amount)
  member.last_bought = order.day
  if (order.returned) member.remember(order.day, -(order.basket.net[order.returned.line] as number))
}

function finish(books: Books, member: Member): void {
  const channel = books.tally.join_channels.get(member.habits.channel)
  if (channel) channel.members++
  if (member.first_bought !== null) {
    if (channel) channel.buyers++
    const gap = member.second_bought === null ? Infinity : member.second_bought - member.first_bought
    books.tally.comeback(member.habits.home, member.first_bought, gap <= 90)
  }
  writeCustomer(books, member)
}
