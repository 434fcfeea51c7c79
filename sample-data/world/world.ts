import { planCampaigns } from './campaigns.ts'
import type { Campaign } from './campaigns.ts'
import { dayNumber, quarterNumber, quarterStart, yearOf } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import { plant } from './planted.ts'
import type { Planted } from './planted.ts'
import { makeRange } from './products.ts'
import type { Range } from './products.ts'
import { Season } from './season.ts'
import { makeStores, maturity } from './stores.ts'
import type { Store } from './stores.ts'

/** What a chain is made from; the same options give the same rows. */
export interface WorldOptions {
  readonly customers: number
  readonly years: number
  readonly seed: number
  readonly stores: number
  readonly end_day: string
}

/** A day on which something happens to every member: a campaign chooses its people, a quarter begins, a year ends. */
export type Milestone =
  | { readonly kind: 'campaign'; readonly day: DayNumber; readonly campaign: Campaign }
  | { readonly kind: 'quarter'; readonly day: DayNumber; readonly quarter: number }
  | { readonly kind: 'points_expire'; readonly day: DayNumber }

/** Everything about the chain that is not one customer's doing. */
export interface World {
  readonly options: WorldOptions
  readonly first: DayNumber
  readonly last: DayNumber
  readonly season: Season
  readonly stores: readonly Store[]
  readonly stores_by_city: ReadonlyMap<string, readonly Store[]>
  readonly range: Range
  readonly campaigns: readonly Campaign[]
  readonly planted: Planted
  readonly milestones: readonly Milestone[]
  /** Running sums of where members join, as positions on the season's clock, one entry a day. */
  readonly joining: Float64Array
}

export const time_zone = 'Asia/Shanghai'
export const currency = 'CNY'

/** Lays out the chain. The period is whole years back from the last day: three years to 2026-10-31 begin on 2023-11-01. */
export function makeWorld(options: WorldOptions): World {
  const last = dayNumber(options.end_day)
  const first = yearsBefore(options.end_day, options.years) + 1
  const season = new Season(first, last, options.seed)
  const stores = makeStores(options.stores, first, last, options.seed)
  const range = makeRange(options.seed)
  const campaigns = planCampaigns(first, last)
  return {
    options,
    first,
    last,
    season,
    stores,
    stores_by_city: Map.groupBy(stores, ({ city }) => city),
    range,
    campaigns,
    planted: plant(stores, range, first, last),
    milestones: planMilestones(campaigns, first, last),
    joining: joiningCurve(season, stores),
  }
}

function yearsBefore(end_day: string, years: number): DayNumber {
  const months = Math.round(years * 12)
  const [year, month, day] = end_day.split('-').map(Number) as [number, number, number]
  const length = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  const is_month_end = new Date(Date.UTC(year, month - 1, day + 1)).getUTCDate() === 1
  const day_then = is_month_end ? length : Math.min(day, length)
  return Date.UTC(year, month - 1 - months, day_then) / 86_400_000
}

function planMilestones(campaigns: readonly Campaign[], first: DayNumber, last: DayNumber): Milestone[] {
  const milestones: Milestone[] = campaigns.map((campaign) => ({
    kind: 'campaign',
    day: campaign.starts_on,
    campaign,
  }))
  for (let quarter = quarterNumber(first) + 1; quarter <= quarterNumber(last); quarter++)
    milestones.push({ kind: 'quarter', day: quarterStart(quarter), quarter })
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    const day = dayNumber(`${year}-12-31`)
    if (day <= last) milestones.push({ kind: 'points_expire', day })
  }
  return milestones.sort((a, b) => a.day - b.day)
}

/** The membership starts with the period: a rush of regular shoppers in the first months, then a steady stream. */
function joiningCurve(season: Season, stores: readonly Store[]): Float64Array {
  let sum = 0
  return season.intensity.map((busy, nth) => {
    const day = season.first + nth
    const trading = stores.reduce((total, store) => total + store.weight * maturity(store, day), 0)
    return (sum += busy * trading * (0.36 + 2.2 * Math.exp(-nth / 110)))
  })
}
