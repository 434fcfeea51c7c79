import { Random } from '../random.ts'
import type { DayNumber } from '../world/calendar.ts'
import { storeShares } from '../world/walk-ins.ts'
import type { Books } from './books.ts'
import { complainAbout } from './complaints.ts'
import { drawOrder, writeOrder } from './order.ts'

/** Writes the anonymous orders of one day in all stores. `expected` is their mean number in the whole chain. */
export function liveWalkIns(books: Books, day: DayNumber, expected: number): void {
  const { world } = books
  const shares = storeShares(world, day)
  for (const store of world.stores) {
    const share = shares[store.index] as number
    if (share === 0) continue
    const cell = (day - world.first) * world.stores.length + store.index
    const random = new Random(world.options.seed, 'walk_in', cell)
    const passer_by = { customer_id: '', habits: null, random }
    const orders = random.poisson(expected * share)
    for (let nth = 0; nth < orders; nth++) {
      const number = `${String(cell).padStart(6, '0')}${String(nth).padStart(4, '0')}`
      const order = drawOrder(books, passer_by, day + random.next(), store, `A${number}`)
      writeOrder(books, order, passer_by, null)
      if (!order.cancelled) complainAbout(books, passer_by, order)
    }
  }
}
