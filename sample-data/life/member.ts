import { Random } from '../random.ts'
import { quarterNumber } from '../world/calendar.ts'
import type { DayNumber, Moment } from '../world/calendar.ts'
import type { Campaign } from '../world/campaigns.ts'
import type { World } from '../world/world.ts'
import { makeHabits } from './habits.ts'
import type { Habits } from './habits.ts'
import type { Buyer } from './order.ts'
import { makePerson } from './people.ts'
import type { Person } from './people.ts'

/** An order that a campaign will bring, at a position of the season's clock. */
export interface Prompted {
  readonly position: number
  readonly campaign: Campaign
}

export type MarketingChannel = 'sms' | 'phone' | 'mail' | 'wecom'

/** A member as the years go by: who they are, and what the chain remembers of them so far. */
export class Member implements Buyer {
  readonly index: number
  readonly customer_id: string
  readonly random: Random
  readonly habits: Habits
  readonly person: Person
  readonly joined_at: Moment
  readonly joined_on: DayNumber
  readonly is_strategic: boolean
  status: 'active' | 'closed' | 'blocked' = 'active'
  first_bought: DayNumber | null = null
  second_bought: DayNumber | null = null
  last_bought: DayNumber | null = null
  /** Checkouts so far, whatever became of them: numbers orders. */
  checkouts = 0
  grade = 0
  last_invited: DayNumber | null = null
  readonly consents = new Set<MarketingChannel>()
  prompted: Prompted[] = []
  /** The campaign whose message the member has in mind. */
  offer: Campaign | null = null
  points = 0
  /** Points that expire at the next year's end. */
  old_points = 0
  points_entries = 0
  contacts = 0
  private readonly first_quarter: number
  private readonly spent: number[] = []
  private readonly bought: number[] = []

  constructor(world: World, index: number) {
    this.index = index
    this.customer_id = customerId(index)
    this.random = new Random(world.options.seed, 'customer', index)
    this.habits = makeHabits(world, this.random, index)
    this.person = makePerson(this.random, index + 1, this.habits.home.city)
    this.joined_at = world.season.moment(this.habits.joined)
    this.joined_on = Math.floor(this.habits.joined)
    this.first_quarter = quarterNumber(this.joined_on)
    this.is_strategic = this.habits.is_business && this.random.chance(0.2)
  }

  /** Notes a purchase or, with a negative amount, a return; money in fen. */
  remember(day: DayNumber, net: number): void {
    const quarter = quarterNumber(day) - this.first_quarter
    this.spent[quarter] = (this.spent[quarter] ?? 0) + net
    if (net > 0) this.bought[quarter] = (this.bought[quarter] ?? 0) + 1
  }

  /** Net spending of the `count` quarters before this one, in fen. */
  spentBefore(quarter: number, count: number): number {
    return this.sum(this.spent, quarter - count, quarter)
  }

  /** Orders of this quarter so far and the one before. */
  recentOrders(day: DayNumber): number {
    const quarter = quarterNumber(day)
    return this.sum(this.bought, quarter - 1, quarter + 1)
  }

  hasBoughtIn(day: DayNumber): boolean {
    return (this.bought[quarterNumber(day) - this.first_quarter] ?? 0) > 0
  }

  /** Net spending from a quarter to the present, in fen. */
  spentSince(quarter: number, day: DayNumber): number {
    return this.sum(this.spent, quarter, quarterNumber(day) + 1)
  }

  private sum(list: readonly number[], from: number, to: number): number {
    let sum = 0
    for (let quarter = Math.max(from, this.first_quarter); quarter < to; quarter++)
      sum += list[quarter - this.first_quarter] ?? 0
    return sum
  }
}

/** Eight digits with leading zeros: an identifier, not a number. */
export const customerId = (index: number): string => String(index + 1).padStart(8, '0')
