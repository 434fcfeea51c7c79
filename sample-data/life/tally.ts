import { dayOf, quarterNumber } from '../world/calendar.ts'
import type { DayNumber } from '../world/calendar.ts'
import { windowEnd } from '../world/campaigns.ts'
import type { Campaign } from '../world/campaigns.ts'
import { joinChannels } from '../world/join-channels.ts'
import type { JoinChannel } from '../world/join-channels.ts'
import { takesPart } from '../world/planted.ts'
import type { Store } from '../world/stores.ts'
import type { World } from '../world/world.ts'
import type { Order } from './order.ts'

/** Sums of one quarter; money in fen. */
export interface QuarterSums {
  net_sales: number
  identified_net_sales: number
  cost: number
  orders: number
  identified_orders: number
  cancelled_orders: number
  returns: number
  lines: number
  units: number
  active_customers: number
  new_customers: number
  invited: number
  answered: number
  promoters: number
  passives: number
  detractors: number
  complaints: number
  enquiries: number
}

const noSums = (): QuarterSums => ({
  net_sales: 0,
  identified_net_sales: 0,
  cost: 0,
  orders: 0,
  identified_orders: 0,
  cancelled_orders: 0,
  returns: 0,
  lines: 0,
  units: 0,
  active_customers: 0,
  new_customers: 0,
  invited: 0,
  answered: 0,
  promoters: 0,
  passives: 0,
  detractors: 0,
  complaints: 0,
  enquiries: 0,
})

/** A campaign's people and what it truly changed within its window; money in fen. */
export interface CampaignSums {
  treated: number
  control: number
  added_orders: number
  added_net: number
  added_margin: number
  message_cost: number
}

/** Members of one join channel: how many, their orders that could have been the last, and those that were. */
export interface JoinChannelSums {
  members: number
  buyers: number
  chances: number
  dropped_out: number
}

/** Answers with and without a planted shift, from the same people on the same day. */
export interface ShiftSums {
  answered: number
  nps_points: number
  nps_points_without: number
}

/** First-time buyers and those who came back within 90 days. */
export interface ComebackSums {
  buyers: number
  came_back: number
}

export const comeback_days = 90
/** First purchases up to this many days before the programme count as before it. */
export const comeback_baseline_days = 365

/** Counts while the chain lives, so that `truth.json` can say what the files hold. */
export class Tally {
  readonly quarters = new Map<number, QuarterSums>()
  readonly campaigns: CampaignSums[]
  readonly join_channels = new Map<JoinChannel, JoinChannelSums>()
  readonly shifts = new Map<string, ShiftSums>()
  readonly comebacks = new Map<string, ComebackSums>()
  readonly planted_complaints = { outbreak: 0, defect: 0 }
  private readonly world: World

  constructor(world: World) {
    this.world = world
    this.campaigns = world.campaigns.map(() => ({
      treated: 0,
      control: 0,
      added_orders: 0,
      added_net: 0,
      added_margin: 0,
      message_cost: 0,
    }))
    for (const channel of joinChannels)
      this.join_channels.set(channel, { members: 0, buyers: 0, chances: 0, dropped_out: 0 })
  }

  quarter(day: DayNumber): QuarterSums {
    return entry(this.quarters, quarterNumber(day), noSums)
  }

  order(order: Order, identified: boolean): void {
    const { basket, returned } = order
    const sums = this.quarter(order.day)
    if (order.cancelled) {
      sums.cancelled_orders++
      return
    }
    sums.orders++
    sums.lines += basket.lines
    for (let line = 0; line < basket.lines; line++) sums.units += basket.quantity[line] as number
    if (identified) sums.identified_orders++
    addSales(sums, basket.net_amount, basket.cost_amount, identified)
    if (!returned) return
    const later = this.quarter(dayOf(returned.at))
    later.returns++
    addSales(
      later,
      -(basket.net[returned.line] as number),
      -(basket.cost[returned.line] as number),
      identified,
    )
  }

  /** What a campaign changed: +1 for an order it brought, −1 for one it drove away; returns within the window count. */
  campaignEffect(campaign: Campaign, order: Order, sign: 1 | -1): void {
    const { basket, cancelled, returned } = order
    if (cancelled) return
    const sums = this.campaigns[campaign.index] as CampaignSums
    const back = returned && dayOf(returned.at) <= windowEnd(campaign) ? returned.line : null
    const net = basket.net_amount - (back === null ? 0 : (basket.net[back] as number))
    const cost = basket.cost_amount - (back === null ? 0 : (basket.cost[back] as number))
    sums.added_orders += sign
    sums.added_net += sign * net
    sums.added_margin += sign * (net - cost)
  }

  answer(day: DayNumber, nps: number): void {
    const sums = this.quarter(day)
    sums.answered++
    if (nps >= 9) sums.promoters++
    else if (nps >= 7) sums.passives++
    else sums.detractors++
  }

  shifted(name: string, nps: number, nps_without: number): void {
    const sums = entry(this.shifts, name, () => ({ answered: 0, nps_points: 0, nps_points_without: 0 }))
    sums.answered++
    sums.nps_points += npsPoints(nps)
    sums.nps_points_without += npsPoints(nps_without)
  }

  /** A first-time buyer whose 90 days are over: came back or not. */
  comeback(home: Store, first_bought: DayNumber, came_back: boolean): void {
    const { from } = this.world.planted.programme
    const days = first_bought - from
    const before = days >= -comeback_baseline_days && days < -comeback_days
    const after = days >= 0 && first_bought <= this.world.last - comeback_days
    if (!before && !after) return
    const group = `${takesPart(home) ? 'participating' : 'other'}_${before ? 'before' : 'after'}`
    const sums = entry(this.comebacks, group, () => ({ buyers: 0, came_back: 0 }))
    sums.buyers++
    if (came_back) sums.came_back++
  }
}

const npsPoints = (nps: number) => (nps >= 9 ? 1 : nps >= 7 ? 0 : -1)

function addSales(sums: QuarterSums, net: number, cost: number, identified: boolean): void {
  sums.net_sales += net
  sums.cost += cost
  if (identified) sums.identified_net_sales += net
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
