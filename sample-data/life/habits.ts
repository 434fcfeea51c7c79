import type { Random } from '../random.ts'
import { drop_out_concentration, joinChannels, rhythm_shape } from '../world/join-channels.ts'
import type { JoinChannel } from '../world/join-channels.ts'
import { takesPart } from '../world/planted.ts'
import type { Store } from '../world/stores.ts'
import { maturity } from '../world/stores.ts'
import type { World } from '../world/world.ts'

/** What a member brings along: when and where they joined, their rhythm, taste and temper. */
export interface Habits {
  /** Position on the season's clock. */
  readonly joined: number
  readonly channel: JoinChannel
  readonly home: Store
  /** Some sign up and never buy. */
  readonly buys: boolean
  /** Orders per average day. */
  readonly rhythm: number
  /** Probability of never coming back after an order. */
  readonly drop_out: number
  readonly is_business: boolean
  /** Multiplies basket size. */
  readonly appetite: number
  /** Two favourite shelves. */
  readonly favourites: readonly [number, number]
  /** Adds to every answer; complains less when high. */
  readonly temper: number
}

/** Members are numbered in the order in which they joined. */
export function makeHabits(world: World, random: Random, index: number): Habits {
  const joined = joiningPosition(world, (index + random.next()) / world.options.customers)
  const channel = random.weighted(joinChannels)
  const home = storeAt(world, Math.floor(joined), random)
  const mean_drop_out = channel.drop_out * Math.exp(-0.4 * home.quality)
  return {
    joined,
    channel,
    home,
    buys: random.chance(0.95),
    rhythm: Math.min(0.35, ((channel.orders_a_year / 365) * random.gamma(rhythm_shape)) / rhythm_shape),
    drop_out: random.beta(
      mean_drop_out * drop_out_concentration,
      (1 - mean_drop_out) * drop_out_concentration,
    ),
    is_business: random.chance(0.014),
    appetite: random.around(1, 0.22),
    favourites: [random.below(world.range.shelves.length), random.below(world.range.shelves.length)],
    temper: 0.45 * random.normal(),
  }
}

function joiningPosition({ joining, first }: World, share: number): number {
  const target = share * (joining.at(-1) as number)
  let low = 0
  let high = joining.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((joining[middle] as number) <= target) low = middle + 1
    else high = middle
  }
  const before = low === 0 ? 0 : (joining[low - 1] as number)
  return first + low + Math.min(0.999999, (target - before) / ((joining[low] as number) - before))
}

/** A store open on the day, the larger the likelier. */
function storeAt(world: World, day: number, random: Random): Store {
  for (;;) {
    const store = random.pick(world.stores)
    if (random.next() * heaviest < store.weight * maturity(store, day)) return store
  }
}

const heaviest = 2.7

/** Position of the next order. The programme quickens the rhythm of members of its stores. */
export function nextOrder(world: World, habits: Habits, position: number, random: Random): number {
  const { programme } = world.planted
  const quick = position >= programme.from && takesPart(habits.home) ? programme.rhythm_factor : 1
  return world.season.after(position, random.exponential() / (habits.rhythm * quick))
}

/** Whether an order was the last one. */
export function dropsOut(world: World, habits: Habits, position: number, random: Random): boolean {
  const { programme } = world.planted
  const kept = position >= programme.from && takesPart(habits.home) ? programme.drop_out_factor : 1
  return random.chance(habits.drop_out * kept)
}
