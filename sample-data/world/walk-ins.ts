import { dropsOut, makeHabits, nextOrder } from '../life/habits.ts'
import { Random } from '../random.ts'
import type { DayNumber } from './calendar.ts'
import { maturity } from './stores.ts'
import type { World } from './world.ts'

const pilot_members = 4000
const bin_days = 15
/** Share of orders that show a member's code, in the last year. */
const identified_share = 0.66
const growth_a_year = 0.045

/**
 * Mean number of anonymous orders of the whole chain for each day. Members' orders replace anonymous ones, so that
 * the chain's total follows its stores, its growth and the season, however many have joined.
 */
export function walkInsByDay(world: World): Float64Array {
  const members = membersByDay(world)
  const trade = tradeByDay(world)
  const last_year = Math.max(0, trade.length - 365)
  const scale = sum(members.subarray(last_year)) / sum(trade.subarray(last_year)) / identified_share
  return trade.map((weight, nth) => {
    const total = weight * scale
    const anonymous = Math.max(0.14 * total, total - (members[nth] as number))
    return anonymous * (world.season.intensity[nth] as number)
  })
}

const sum = (list: Float64Array) => list.reduce((total, x) => total + x, 0)

/** What the open stores could sell on an average day, with the chain's growth. */
function tradeByDay({ stores, first, last }: World): Float64Array {
  return Float64Array.from({ length: last - first + 1 }, (_, nth) => {
    const weight = stores.reduce((total, store) => total + store.weight * maturity(store, first + nth), 0)
    return weight * (1 + growth_a_year) ** (nth / 365)
  })
}

/** Orders of members on each day if it were an average one, from a pilot of a few thousand lives. */
function membersByDay(world: World): Float64Array {
  const days = world.last - world.first + 1
  const bins = new Float64Array(Math.ceil(days / bin_days))
  for (let index = 0; index < pilot_members; index++) countOrders(world, index, bins)
  const each = world.options.customers / pilot_members
  const level = (bin: number) => (bins[Math.min(Math.max(bin, 0), bins.length - 2)] ?? 0) / bin_days
  return Float64Array.from({ length: days }, (_, nth) => {
    const at = nth / bin_days - 0.5
    const bin = Math.floor(at)
    const smooth = (b: number) => (level(b - 1) + 2 * level(b) + level(b + 1)) / 4
    return each * (smooth(bin) + (at - bin) * (smooth(bin + 1) - smooth(bin)))
  })
}

function countOrders(world: World, index: number, bins: Float64Array): void {
  const random = new Random(world.options.seed, 'pilot', index)
  const habits = makeHabits(world, random, (index * world.options.customers) / pilot_members)
  let position = habits.buys ? habits.joined : Infinity
  while (position < Infinity) {
    const nth = Math.floor(position) - world.first
    const bin = Math.floor(nth / bin_days)
    bins[bin] = (bins[bin] ?? 0) + 1 / (world.season.intensity[nth] as number)
    position = dropsOut(world, habits, position, random)
      ? Infinity
      : nextOrder(world, habits, position, random)
  }
}

/** How the anonymous orders of a day divide between its open stores; one share a store, adding up to 1. */
export function storeShares(world: World, day: DayNumber): Float64Array {
  const weights = Float64Array.from(world.stores, (store) => store.weight * maturity(store, day))
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}
