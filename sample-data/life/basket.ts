import type { Random } from '../random.ts'
import { dayText, monthOf } from '../world/calendar.ts'
import type { DayNumber } from '../world/calendar.ts'
import type { Habits } from './habits.ts'
import type { Product, Shelf } from '../world/products.ts'
import type { World } from '../world/world.ts'

const most_lines = 12

/** The lines of one order; money in fen. One basket is filled again and again. */
export class Basket {
  lines = 0
  net_amount = 0
  cost_amount = 0
  readonly product = new Int32Array(most_lines)
  readonly quantity = new Int32Array(most_lines)
  readonly net = new Int32Array(most_lines)
  readonly discount = new Int32Array(most_lines)
  readonly cost = new Int32Array(most_lines)

  holds(product: Product): boolean {
    for (let line = 0; line < this.lines; line++) if (this.product[line] === product.index) return true
    return false
  }

  put(product: Product, quantity: number, discount_share: number): void {
    const full = product.price * quantity
    const discount = Math.round(full * discount_share)
    const line = this.lines++
    this.product[line] = product.index
    this.quantity[line] = quantity
    this.net[line] = full - discount
    this.discount[line] = discount
    this.cost[line] = product.unit_cost * quantity
    this.net_amount += full - discount
    this.cost_amount += product.unit_cost * quantity
  }
}

/** Fills the basket as a customer would on that day; without habits it is a passer-by's. */
export function fillBasket(
  world: World,
  basket: Basket,
  habits: Habits | null,
  day: DayNumber,
  random: Random,
): void {
  basket.lines = 0
  basket.net_amount = 0
  basket.cost_amount = 0
  const appetite = habits ? habits.appetite : 0.94
  const lines = Math.min(most_lines, 1 + random.poisson(1.5 * appetite))
  const sale = isShoppingFestival(day)
  for (let line = 0; line < lines; line++) {
    const shelf = shelfFor(world, habits, monthOf(day), random)
    const product = world.range.products[
      shelf.from + Math.floor(shelf.count * random.next() ** 1.6)
    ] as Product
    const on_offer = random.chance(sale ? 0.45 : 0.13)
    const discount_share = on_offer ? random.between(0.05, sale ? 0.3 : 0.22) : 0
    basket.put(product, quantityOf(habits, random), discount_share)
  }
}

function quantityOf(habits: Habits | null, random: Random): number {
  const u = random.next()
  const few = u < 0.82 ? 1 : u < 0.95 ? 2 : 3
  return habits?.is_business ? few * (2 + random.below(2)) : few
}

function shelfFor({ range }: World, habits: Habits | null, month: number, random: Random): Shelf {
  if (habits && random.chance(0.35))
    return range.shelves[habits.favourites[random.below(2)] as number] as Shelf
  const appeal = range.appeal[month] as Float64Array
  const target = random.next() * (appeal.at(-1) as number)
  let nth = 0
  while ((appeal[nth] as number) <= target) nth++
  return range.shelves[nth] as Shelf
}

/** 双11 and 618: more bargains, more orders online. */
export function isShoppingFestival(day: DayNumber): boolean {
  const date = dayText(day).slice(5)
  return (date >= '11-01' && date <= '11-11') || (date >= '06-10' && date <= '06-18')
}
