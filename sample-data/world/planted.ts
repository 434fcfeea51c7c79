import { mondayOf, monthNumber, monthStart } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { Product, Range } from './products.ts'
import type { Store } from './stores.ts'

/** What was put into the data on purpose, for the product to find again. Days are included at both ends. */
export interface Planted {
  readonly outbreak: {
    readonly store: Store
    readonly category: string
    readonly root_cause: string
    readonly from: DayNumber
    readonly to: DayNumber
    /** Share of the store's orders that brought a complaint of this category on top of the usual ones. */
    readonly share: number
  }
  readonly defect: {
    readonly product: Product
    readonly category: string
    readonly root_cause: string
    readonly from: DayNumber
    readonly to: DayNumber
    /** Share of the orders with this product that brought a complaint. */
    readonly share: number
  }
  readonly slip: { readonly region: string; readonly from: DayNumber; readonly shift: Shift }
  readonly measures: readonly Measure[]
  readonly programme: {
    readonly from: DayNumber
    readonly rhythm_factor: number
    readonly drop_out_factor: number
  }
  readonly self_service: { readonly from: DayNumber; readonly enquiry_factor: number }
}

/** What a change does to answers: added to the score (0–10) and to one item, or to all when `item` is null. */
export interface Shift {
  readonly score: number
  readonly item: string | null
  readonly rating: number
}

/** Something the chain did in some stores to satisfy customers better. */
export interface Measure {
  readonly name: string
  readonly works: boolean
  readonly stores: readonly Store[]
  readonly from: DayNumber
  readonly shift: Shift
}

const slipping_region = '华中'

/** Chooses stores, products and dates for the planted truths; they depend on the period and the chain, not on the customers. */
export function plant(stores: readonly Store[], range: Range, first: DayNumber, last: DayNumber): Planted {
  const months = monthNumber(last) - monthNumber(first) + 1
  const at = (share: number) => monthStart(monthNumber(first) + Math.round(share * months))
  const outbreak_store = busiest(
    stores.filter((store) => store.region === '华东' && isOldDirect(store, first)),
  )
  const outbreak_from = mondayOf(last - 59)
  return {
    outbreak: {
      store: outbreak_store,
      category: '价格标签',
      root_cause: '价签未及时更新',
      from: outbreak_from,
      to: outbreak_from + 34,
      share: 0.07,
    },
    defect: {
      product: bestsellers(range, '乳品烘焙')[0] as Product,
      category: '商品质量',
      root_cause: '封口不良',
      from: last - 170,
      to: last - 87,
      share: 0.055,
    },
    slip: { region: slipping_region, from: at(0.78), shift: { score: -0.3, item: null, rating: -0.2 } },
    measures: planMeasures(
      stores.filter((store) => store.region !== slipping_region && store !== outbreak_store),
      at,
    ),
    programme: { from: at(0.55), rhythm_factor: 1.15, drop_out_factor: 0.65 },
    self_service: { from: at(0.7), enquiry_factor: 0.6 },
  }
}

function planMeasures(stores: readonly Store[], at: (share: number) => DayNumber): Measure[] {
  const every = (rest: number) => stores.filter((_, nth) => nth % 3 === rest)
  return [
    {
      name: '店员服务带教',
      works: true,
      stores: every(0),
      from: at(0.8),
      shift: { score: 0.5, item: '店员服务', rating: 0.6 },
    },
    {
      name: '门店香氛与背景音乐',
      works: false,
      stores: every(1),
      from: at(0.86),
      shift: { score: 0, item: null, rating: 0 },
    },
  ]
}

const isOldDirect = (store: Store, first: DayNumber) =>
  store.ownership === 'direct' && store.opened_on < first && store.closed_on === null

const busiest = (stores: readonly Store[]): Store =>
  stores.reduce((best, store) => (store.weight > best.weight ? store : best))

/** A category's products, most sold first. */
function bestsellers(range: Range, category: string): readonly Product[] {
  const shelf = range.shelves.find(({ name }) => name === category)
  return shelf ? range.products.slice(shelf.from, shelf.from + shelf.count) : []
}

/** The programme runs in direct stores only; customers of the others are its comparison. */
export const takesPart = (store: Store): boolean => store.ownership === 'direct'

/** The changes that bear on answers about a store on a day. */
export function shiftsOn(planted: Planted, store: Store, day: DayNumber): readonly Shift[] {
  const shifts: Shift[] = []
  if (store.region === planted.slip.region && day >= planted.slip.from) shifts.push(planted.slip.shift)
  for (const measure of planted.measures)
    if (measure.works && day >= measure.from && measure.stores.includes(store)) shifts.push(measure.shift)
  return shifts
}
