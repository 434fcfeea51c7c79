import type { Random } from '../random.ts'
import { day_seconds, dayOf, momentText } from '../world/calendar.ts'
import type { DayNumber, Moment } from '../world/calendar.ts'
import type { Campaign } from '../world/campaigns.ts'
import type { Product } from '../world/products.ts'
import { isOpen } from '../world/stores.ts'
import type { Store } from '../world/stores.ts'
import type { World } from '../world/world.ts'
import type { Books } from './books.ts'
import { fillBasket, isShoppingFestival } from './basket.ts'
import type { Basket } from './basket.ts'
import type { Habits } from './habits.ts'
import { yuan } from '../write/row.ts'

/** One checkout. Its lines are in the basket until the next order is drawn. */
export interface Order {
  /** Unique in the chain; `order_id` is a letter before it. */
  readonly number: string
  readonly order_id: string
  readonly at: Moment
  readonly day: DayNumber
  readonly store: Store
  readonly channel: string
  readonly cancelled: boolean
  /** The line that comes back, and when; null for most orders. */
  readonly returned: { readonly line: number; readonly at: Moment } | null
  readonly basket: Basket
}

/** Who orders; a passer-by has an empty `customer_id` and no habits. */
export interface Buyer {
  readonly customer_id: string
  readonly habits: Habits | null
  readonly random: Random
}

/** Draws an order at a position of the season's clock, without writing it. */
export function drawOrder(books: Books, buyer: Buyer, position: number, store: Store, number: string): Order {
  const { world } = books
  const { random } = buyer
  const at = world.season.moment(position)
  const day = dayOf(at)
  const channel = channelOn(day, random)
  fillBasket(world, books.basket, buyer.habits, day, random)
  const cancelled = random.chance(channel === '门店' ? 0.003 : 0.028)
  const returned =
    !cancelled && random.chance(0.026)
      ? { line: random.below(books.basket.lines), at: at + day_seconds * (1 + random.below(14)) }
      : null
  return {
    number,
    order_id: `D${number}`,
    at,
    day,
    store,
    channel,
    cancelled,
    returned: returned && dayOf(returned.at) <= world.last ? returned : null,
    basket: books.basket,
  }
}

function channelOn(day: DayNumber, random: Random): string {
  const u = random.next() * (isShoppingFestival(day) ? 0.8 : 1)
  return u < 0.17 ? '小程序' : u < 0.28 ? '外卖平台' : '门店'
}

/** The store of an order: mostly the home store while it is open, now and then another of the city. */
export function storeOf(world: World, home: Store, day: DayNumber, random: Random): Store {
  if (isOpen(home, day) && random.chance(0.84)) return home
  const nearby = (world.stores_by_city.get(home.city) ?? []).filter((store) => isOpen(store, day))
  if (nearby.length > 0) return random.pick(nearby)
  return world.stores.find((store) => store.region === home.region && isOpen(store, day)) ?? home
}

/**
 * Writes the order: its sale lines, then what cancels it or comes back. A cancellation takes back every line under
 * the same order number; a return has a receipt of its own.
 */
export function writeOrder(books: Books, order: Order, buyer: Buyer, campaign: Campaign | null): void {
  const { lines } = order.basket
  const sale = { order, buyer, order_id: order.order_id, campaign_id: campaign?.campaign_id ?? '' }
  for (let line = 0; line < lines; line++)
    writeLine(books, { ...sale, line, line_no: line + 1, at: order.at, kind: 'sale' })
  if (order.cancelled) {
    const at = Math.min(order.at + 1800, (order.day + 1) * day_seconds - 1)
    for (let line = 0; line < lines; line++)
      writeLine(books, { ...sale, line, line_no: lines + line + 1, at, kind: 'cancel' })
  }
  if (order.returned) {
    const receipt = { order, buyer, order_id: `R${order.number}`, campaign_id: '', line_no: 1 }
    writeLine(books, { ...receipt, ...order.returned, kind: 'return' })
  }
  books.tally.order(order, buyer.customer_id !== '')
}

interface Line {
  readonly order: Order
  readonly buyer: Buyer
  readonly campaign_id: string
  readonly order_id: string
  readonly line: number
  readonly line_no: number
  readonly at: Moment
  readonly kind: 'sale' | 'return' | 'cancel'
}

function writeLine(books: Books, line: Line): void {
  const { order, at } = line
  const { basket, store, channel } = order
  const sign = line.kind === 'sale' ? 1 : -1
  const product = books.world.range.products[basket.product[line.line] as number] as Product
  const amount = (list: Int32Array) => yuan(sign * (list[line.line] as number))
  const quantity = sign * (basket.quantity[line.line] as number)
  const where = `${line.buyer.customer_id},${store.store_id},${channel},${momentText(at)}`
  const money = `${amount(basket.net)},${amount(basket.discount)},${amount(basket.cost)}`
  books.tables.purchases.add(
    `${line.order_id},${line.line_no},${where},${product.product_id},${quantity},${money},${line.campaign_id},${line.kind}\n`,
    dayOf(at),
  )
}
