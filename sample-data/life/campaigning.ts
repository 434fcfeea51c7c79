import { day_seconds, momentText } from '../world/calendar.ts'
import type { DayNumber } from '../world/calendar.ts'
import { message_cost } from '../world/campaigns.ts'
import type { Campaign, Pool } from '../world/campaigns.ts'
import type { World } from '../world/world.ts'
import { yuan } from '../write/row.ts'
import type { Books } from './books.ts'
import { withdrawConsent } from './consents.ts'
import type { Member, Prompted } from './member.ts'

/** Share of those whom a campaign is meant for that it is sent to, control group included. */
const reach = 0.85

/** Puts the member into the campaign by chance, treated or held out, when they belong to its pool and consent. */
export function considerCampaign(books: Books, member: Member, campaign: Campaign): void {
  const { random } = member
  if (!member.consents.has(campaign.channel) || !belongs[campaign.pool](member, campaign.starts_on)) return
  if (!random.chance(reach)) return
  const sums = books.tally.campaigns[campaign.index]
  const is_control = random.chance(campaign.control_share)
  if (sums) sums[is_control ? 'control' : 'treated']++
  const at = campaign.starts_on * day_seconds + 36_000 + random.below(14_400)
  writeContact(books, member, campaign, is_control ? null : at)
  if (is_control) return
  if (sums) sums.message_cost += message_cost[campaign.channel]
  member.offer = campaign
  prompt(books.world, member, campaign)
  if (random.chance(campaign.opt_out))
    withdrawConsent(books, member, campaign.channel, at + 600 + random.below(7200))
}

function writeContact(books: Books, member: Member, campaign: Campaign, at: number | null): void {
  const arm = at === null ? 'control' : 'treatment'
  const sent = at === null ? ',' : `${momentText(at)},${yuan(message_cost[campaign.channel])}`
  books.tables.campaign_contacts.add(`${campaign.campaign_id},${member.customer_id},${arm},${sent}\n`)
}

/** Plans the orders that the campaign will bring, on days after the first of the campaign. */
function prompt(world: World, member: Member, campaign: Campaign): void {
  const { random } = member
  const mean = extraOrders(member, campaign)
  const count = mean > 0 ? random.poisson(mean) : 0
  for (let nth = 0; nth < count; nth++) {
    const position = campaign.starts_on + 1 + random.next() * (campaign.days - 1)
    if (position < world.last + 1) member.prompted.push({ position, campaign })
  }
  if (count > 0) member.prompted.sort((a, b) => a.position - b.position)
}

function extraOrders(member: Member, campaign: Campaign): number {
  if (member.grade < (campaign.from_grade ?? 0)) return 0
  return campaign.extra_orders * (campaign.by_join_channel?.[member.habits.channel.name] ?? 1)
}

/** Takes the soonest of the orders that campaigns will bring. */
export function promptedOrder(member: Member): Prompted {
  return member.prompted.shift() as Prompted
}

const days_since = (member: Member, day: DayNumber) =>
  member.last_bought === null ? Infinity : day - member.last_bought

const belongs: Readonly<Record<Pool, (member: Member, day: DayNumber) => boolean>> = {
  active: (member, day) => days_since(member, day) <= 90,
  frequent: (member, day) => days_since(member, day) <= 90 && member.recentOrders(day) >= 4,
  lapsed: (member, day) => days_since(member, day) > 90 && days_since(member, day) <= 365,
  new: (member, day) => member.first_bought !== null && day - member.first_bought <= 120,
  women: (member, day) =>
    days_since(member, day) <= 120 && member.person.says_gender && member.person.gender === 'female',
}
