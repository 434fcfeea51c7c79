import type { Random } from '../random.ts'
import { dayOf, momentText, quarterNumber } from '../world/calendar.ts'
import type { Moment } from '../world/calendar.ts'
import { shiftsOn } from '../world/planted.ts'
import type { Shift } from '../world/planted.ts'
import { mood_spread, score_noise, surveyItems, usual_score } from '../world/survey-items.ts'
import type { World } from '../world/world.ts'
import { quoted, yuan } from '../write/row.ts'
import type { Books } from './books.ts'
import { commentOn } from './comments.ts'
import type { Member } from './member.ts'
import type { Order } from './order.ts'

const invited_share = 0.42
const rest_days = 45
const answered_share = 0.19

/** Asks after an order how it was, unless the member was asked lately; most do not answer. */
export function inviteToSurvey(books: Books, member: Member, order: Order): void {
  const { world } = books
  const { random } = member
  if (member.last_invited !== null && order.day - member.last_invited < rest_days) return
  if (!random.chance(invited_share)) return
  const invited_at = order.at + 3600 + random.below(82_800)
  if (dayOf(invited_at) > world.last) return
  member.last_invited = order.day
  books.tally.quarter(dayOf(invited_at)).invited++
  const answer = feel(world, member, order)
  const answered_at = Math.floor(invited_at + random.around(14_000, 1.3))
  const answers = random.chance(answered_share * eagerness(answer.score)) && dayOf(answered_at) <= world.last
  writeSurvey(books, member, order, invited_at, answers ? { ...answer, at: answered_at } : null)
  if (!answers) return
  books.tally.answer(dayOf(answered_at), answer.nps)
  for (const name of shiftNames(world, order)) books.tally.shifted(name, answer.nps, answer.nps_without)
}

/** The delighted and the angry answer more often. */
const eagerness = (score: number) => (score > 9.3 ? 1.15 : score < 5.5 ? 1.4 : 0.95)

interface Feeling {
  readonly score: number
  readonly nps: number
  /** What the same person would have answered without the planted shifts. */
  readonly nps_without: number
  readonly ratings: readonly number[]
}

function feel(world: World, member: Member, order: Order): Feeling {
  const { random, habits } = member
  const mood = 0.5 * habits.temper + 0.5 * order.store.quality + mood_spread * random.normal()
  const drawn = surveyItems.map((item) => item.mean + mood + item.spread * random.normal())
  const rest = usual_score + 0.5 * habits.temper + 0.6 * order.store.quality + score_noise * random.normal()
  const shifts = shiftsOn(world.planted, order.store, order.day)
  const plain = judge(drawn, rest, [])
  return { ...(shifts.length > 0 ? judge(drawn, rest, shifts) : plain), nps_without: plain.nps }
}

function judge(drawn: readonly number[], rest: number, shifts: readonly Shift[]) {
  const ratings = drawn.map((rating, nth) => {
    const moved = shifts.reduce((sum, shift) => sum + (touches(shift, nth) ? shift.rating : 0), rating)
    return within(1, Math.round(moved), 5)
  })
  const drivers = surveyItems.reduce(
    (sum, item, nth) => sum + item.weight * ((ratings[nth] as number) - item.mean),
    0,
  )
  const score = rest + drivers + shifts.reduce((sum, shift) => sum + shift.score, 0)
  return { score, nps: within(0, Math.round(score), 10), ratings }
}

const touches = (shift: Shift, nth: number) => shift.item === null || shift.item === surveyItems[nth]?.item
const within = (low: number, value: number, high: number) => Math.min(Math.max(value, low), high)

function shiftNames(world: World, order: Order): string[] {
  const { slip, measures } = world.planted
  const names = measures
    .filter(({ from, stores }) => order.day >= from && stores.includes(order.store))
    .map(({ name }) => name)
  return order.store.region === slip.region && order.day >= slip.from ? [...names, slip.region] : names
}

type Answer = Feeling & { readonly at: Moment }

function writeSurvey(books: Books, member: Member, order: Order, invited_at: Moment, answer: Answer | null) {
  const { random } = member
  const survey_id = `W${order.number}`
  const u = random.next()
  const channel = u < 0.5 ? '短信' : u < 0.85 ? '小程序' : '企业微信'
  const about = `${survey_id},${member.customer_id},${order.store.store_id},${order.order_id},${channel}`
  const said = answer ? answerCells(random, member, answer) : ',,,,,'
  books.tables.surveys.add(`${about},${momentText(invited_at)},${said}\n`)
  if (answer) writeItems(books, random, survey_id, answer.ratings)
}

/** answered_at, nps, csat, ces, comment, category_spend. */
function answerCells(random: Random, member: Member, answer: Answer): string {
  const { score, nps, ratings, at } = answer
  const csat = within(1, Math.round(4.05 + 0.5 * (score - usual_score) + 0.45 * random.normal()), 5)
  const ease =
    5.3 + 0.7 * ((ratings[2] as number) - 3.75) + 0.3 * (score - usual_score) + 0.8 * random.normal()
  const ces = random.chance(0.92) ? within(1, Math.round(ease), 7) : ''
  const comment = random.chance(0.34)
    ? commentOn(random, nps, itemAt(ratings, Math.max), itemAt(ratings, Math.min))
    : ''
  return `${momentText(at)},${nps},${csat},${ces},${quoted(comment)},${categorySpend(random, member, at)}`
}

const itemAt = (ratings: readonly number[], which: (...values: number[]) => number) =>
  surveyItems[ratings.indexOf(which(...ratings))]?.item ?? ''

/** What the member says they spend on such goods everywhere in three months; the chain's share of it is about two fifths. */
function categorySpend(random: Random, member: Member, at: Moment): string {
  if (!random.chance(0.3)) return ''
  const here = member.spentSince(quarterNumber(dayOf(at)) - 1, dayOf(at)) * 0.66
  const stated = here / random.between(0.22, 0.65)
  return yuan(Math.max(10_000, Math.round(stated / 5000) * 5000))
}

function writeItems(books: Books, random: Random, survey_id: string, ratings: readonly number[]): void {
  surveyItems.forEach(({ item, expectation, importance }, nth) => {
    const expected = within(1, Math.round(expectation + 0.7 * random.normal()), 5)
    const important = within(1, Math.round(importance + 0.7 * random.normal()), 5)
    books.tables.survey_items.add(`${survey_id},${item},${ratings[nth]},${expected},${important}\n`)
  })
}
