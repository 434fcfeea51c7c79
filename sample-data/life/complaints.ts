import type { Random } from '../random.ts'
import { day_seconds, dayOf, momentText } from '../world/calendar.ts'
import type { Moment } from '../world/calendar.ts'
import { complaintChannels, complaintKinds, resolutions, severities } from '../world/complaint-kinds.ts'
import type { ComplaintKind } from '../world/complaint-kinds.ts'
import type { Product } from '../world/products.ts'
import type { World } from '../world/world.ts'
import { yuan } from '../write/row.ts'
import type { Books } from './books.ts'
import type { Buyer, Order } from './order.ts'
import { handleComplaint } from './complaint-stages.ts'
import type { Handling } from './complaint-stages.ts'

const usual_share = { member: 0.0021, walk_in: 0.0008 } as const

/** What went wrong, before anyone has written it down. */
interface Grievance {
  readonly kind: ComplaintKind
  readonly root_cause: string
  readonly subcategory: string
  readonly product: Product | null
  readonly planted: 'outbreak' | 'defect' | null
}

/** A complaint as it is received. */
interface Complaint {
  readonly complaint_id: string
  readonly at: Moment
  readonly order: Order
  readonly grievance: Grievance
}

/** Writes a complaint about the order when there is one, and says so. */
export function complainAbout(books: Books, buyer: Buyer, order: Order): boolean {
  const { world } = books
  const grievance = grievanceWith(world, buyer, order)
  if (!grievance) return false
  const { random } = buyer
  const delay = grievance.planted === 'outbreak' ? 0.6 : 4
  const at = wholeMinute(order.at + 1200 + day_seconds * delay * random.next())
  if (dayOf(at) > world.last) return false
  const complaint_id = `T${order.number}`
  writeComplaint(books, buyer, { complaint_id, at, order, grievance })
  const again = wholeMinute(at + day_seconds * random.between(10, 80))
  if (buyer.habits && random.chance(0.05) && dayOf(again) <= world.last)
    writeComplaint(books, buyer, { complaint_id: `${complaint_id}-2`, at: again, order, grievance })
  return true
}

const wholeMinute = (at: number): Moment => Math.floor(at / 60) * 60

function grievanceWith(world: World, { habits, random }: Buyer, order: Order): Grievance | null {
  const { outbreak, defect } = world.planted
  const { day, store, basket } = order
  if (store === outbreak.store && day >= outbreak.from && day <= outbreak.to && random.chance(outbreak.share))
    return { ...planted(outbreak, '价签不符'), product: null, planted: 'outbreak' }
  if (day >= defect.from && day <= defect.to && basket.holds(defect.product) && random.chance(defect.share))
    return { ...planted(defect, '包装破损'), product: defect.product, planted: 'defect' }
  const usual = habits ? usual_share.member : usual_share.walk_in
  if (!random.chance(usual * Math.exp(-1.1 * store.quality - 0.5 * (habits?.temper ?? 0)))) return null
  return usualGrievance(world, order, random)
}

function planted({ category, root_cause }: { category: string; root_cause: string }, subcategory: string) {
  const kind = complaintKinds.find((known) => known.category === category) as ComplaintKind
  return { kind, root_cause, subcategory }
}

function usualGrievance(world: World, { basket }: Order, random: Random): Grievance {
  const kind = random.weighted(complaintKinds)
  const at_hand = world.range.products[basket.product[random.below(basket.lines)] as number] as Product
  return {
    kind,
    root_cause: random.pick(kind.root_causes),
    subcategory: random.pick(kind.subcategories),
    product: kind.category === '商品质量' ? at_hand : null,
    planted: null,
  }
}

function writeComplaint(books: Books, buyer: Buyer, complaint: Complaint): void {
  const { complaint_id, at, grievance } = complaint
  const handling = handleComplaint(books, complaint_id, at, buyer.random)
  const { lines, accepted } = books.dirt.soil('complaints', cellsOf(buyer, complaint, handling))
  for (const line of lines) books.tables.complaints.add(line)
  if (!accepted) return
  books.tally.quarter(dayOf(at)).complaints++
  if (grievance.planted) books.tally.planted_complaints[grievance.planted]++
}

function cellsOf({ random, customer_id }: Buyer, complaint: Complaint, handling: Handling): string[] {
  const { complaint_id, at, order, grievance } = complaint
  const { kind, root_cause, subcategory, product } = grievance
  const about = [complaint_id, customer_id, order.store.store_id, order.order_id, product?.product_id ?? '']
  const channel = random.weighted(complaintChannels).name
  const severity = random.weighted(severities).name
  const resolution = random.pick(resolutions)
  const compensation = random.chance(0.45) ? yuan(500 * (1 + random.below(16))) : '0.00'
  const nth = kind.subcategories.indexOf(subcategory)
  return [
    ...about,
    ...[channel, kind.category, subcategory, severity, slashes(at)],
    handling.investigated ? root_cause : '',
    handling.resolved ? resolution : '',
    handling.resolved ? compensation : '',
    handling.followed_up ? String(random.chance(0.7) ? 4 + random.below(2) : 1 + random.below(3)) : '',
    kind.texts[Math.min(nth, kind.texts.length - 1)] ?? '',
  ]
}

/** `2026/3/1 18:05`, as the service desk's tool exports it. */
function slashes(at: Moment): string {
  const [year, month, day] = momentText(at).slice(0, 10).split('-').map(Number)
  return `${year}/${month}/${day} ${momentText(at).slice(11, 16)}`
}
