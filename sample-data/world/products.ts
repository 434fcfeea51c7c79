import { Random } from '../random.ts'
import { assortment, brands } from './assortment.ts'
import type { Assortment } from './assortment.ts'

/** One article of the range. */
export interface Product {
  readonly index: number
  readonly product_id: string
  readonly name: string
  readonly category: string
  readonly subcategory: string
  readonly brand: string
  /** Shelf price and cost of one unit, in fen. */
  readonly price: number
  readonly unit_cost: number
}

/** A category and where its products lie in the list: bestsellers first. */
export interface Shelf {
  readonly name: string
  readonly from: number
  readonly count: number
}

/** What the chain sells. */
export interface Range {
  readonly products: readonly Product[]
  readonly shelves: readonly Shelf[]
  /** For each month of the year, running sums of how often a basket line comes from each shelf. */
  readonly appeal: readonly Float64Array[]
}

const size_factors = [0.5, 0.8, 1.15, 1.6]

/** Some 800 products in twelve categories, with prices and costs. */
export function makeRange(seed: number): Range {
  const products: Product[] = []
  const shelves = assortment.map((category, nth) => {
    const random = new Random(seed, 'products', nth)
    const from = products.length
    for (const draft of shuffled(random, draftsOf(category, random))) {
      const index = products.length
      products.push({ index, product_id: `P${10001 + index}`, category: category.name, ...draft })
    }
    return { name: category.name, from, count: products.length - from }
  })
  return { products, shelves, appeal: Array.from({ length: 12 }, (_, month) => appealIn(month)) }
}

function appealIn(month: number): Float64Array {
  let sum = 0
  return Float64Array.from(assortment, ({ weight, months }) => (sum += weight * (months[month] as number)))
}

type Draft = Omit<Product, 'index' | 'product_id' | 'category'>

function draftsOf(category: Assortment, random: Random): Draft[] {
  return Object.entries(category.goods).flatMap(([subcategory, goods]) =>
    goods.flatMap((good) => {
      const usual = random.around(category.price * 100, 0.33)
      return category.sizes.map((size, which) => {
        const brand = random.pick(brands)
        const price = shelfPrice(usual * (size_factors[which] as number) * random.between(0.9, 1.1))
        const unit_cost = Math.round(price * category.cost * random.between(0.93, 1.07))
        return { name: `${brand}${good} ${size}`, subcategory, brand, price, unit_cost }
      })
    }),
  )
}

/** Prices end in .90, as they do on the shelf. */
function shelfPrice(fen: number): number {
  return Math.max(290, Math.round(fen / 100) * 100 - 10)
}

function shuffled<T>(random: Random, list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
  return list
}
