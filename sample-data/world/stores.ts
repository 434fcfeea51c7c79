import { Random } from '../random.ts'
import type { DayNumber } from './calendar.ts'

/** A store, with what makes it better or worse than the others. */
export interface Store {
  readonly index: number
  readonly store_id: string
  readonly name: string
  readonly region: string
  readonly city: string
  readonly ownership: 'direct' | 'franchise'
  readonly format: string
  readonly opened_on: DayNumber
  readonly closed_on: DayNumber | null
  /** How much it sells beside the others. */
  readonly weight: number
  /** How well it is run: 0 is the chain's usual, 0.3 a good store. Adds to every rating, thins out complaints. */
  readonly quality: number
}

interface City {
  readonly region: string
  readonly city: string
  readonly weight: number
}

const regions: readonly (readonly [
  region: string,
  quality: number,
  cities: Readonly<Record<string, number>>,
])[] = [
  ['华东', 0.12, { 上海: 9, 杭州: 6, 南京: 5, 苏州: 5, 宁波: 3 }],
  ['华南', 0.03, { 广州: 7, 深圳: 7, 佛山: 3, 南宁: 2 }],
  ['华北', 0, { 北京: 8, 天津: 4, 石家庄: 3, 太原: 2 }],
  ['华中', 0.06, { 武汉: 6, 长沙: 5, 郑州: 4 }],
  ['西南', 0.08, { 成都: 6, 重庆: 5, 昆明: 2 }],
  ['东北', -0.14, { 沈阳: 4, 大连: 3, 哈尔滨: 2 }],
  ['西北', -0.08, { 西安: 5, 兰州: 2 }],
]

const places = [
  ...['人民广场', '万达广场', '中山路', '火车站', '大学城', '科技园', '解放路', '万象城', '滨江', '体育中心'],
  ...['会展中心', '开发区', '江南路', '文化宫', '湖滨', '龙湖天街', '北环路', '南门', '花园路', '和平路'],
  ...['吾悦广场', '银泰城', '东湖', '新天地'],
]

const formats = [
  { format: '旗舰店', weight: 1, sales: 2.1 },
  { format: '标准店', weight: 5, sales: 1 },
  { format: '社区店', weight: 3, sales: 0.65 },
]

/**
 * The chain's stores, in order of their number. Four of five opened long before the first day, the others during the
 * period; a chain of 30 or more also closes two. The first store of each region is direct and open throughout.
 */
export function makeStores(count: number, first: DayNumber, last: DayNumber, seed: number): Store[] {
  const cities = shareOut(count)
  const in_city = new Map<string, number>()
  return cities.map((city, index) => {
    const random = new Random(seed, 'stores', index)
    const nth = in_city.get(city.city) ?? 0
    in_city.set(city.city, nth + 1)
    const anchor = cities.findIndex((other) => other.region === city.region) === index
    return makeStore(index, city, nth, anchor, { first, last, count, random })
  })
}

interface Making {
  readonly first: DayNumber
  readonly last: DayNumber
  readonly count: number
  readonly random: Random
}

function makeStore(
  index: number,
  { region, city }: City,
  nth: number,
  anchor: boolean,
  making: Making,
): Store {
  const { first, last, count, random } = making
  const span = last - first
  const format = random.weighted(formats)
  const young = !anchor && index % 5 === 4
  const closing = !anchor && count >= 30 && (index === count - 3 || index === count - 8)
  const opened_on = young
    ? first + Math.floor(span * (0.04 + 0.74 * ((index * 0.618) % 1)))
    : first - 120 - random.below(2600)
  return {
    index,
    store_id: `S${String(index + 1).padStart(3, '0')}`,
    name: `${city}${placeOf(city, nth)}店`,
    region,
    city,
    ownership: anchor || random.chance(0.68) ? 'direct' : 'franchise',
    format: format.format,
    opened_on,
    closed_on: closing && !young ? first + Math.floor(span * (0.55 + (index % 2) * 0.2)) : null,
    weight: format.sales * random.between(0.8, 1.25),
    quality: (regions.find(([name]) => name === region)?.[1] ?? 0) + 0.16 * random.normal(),
  }
}

function placeOf(city: string, nth: number): string {
  const place = places[(nth * 5 + city.charCodeAt(0)) % places.length] as string
  return nth < places.length ? place : `${place}${Math.floor(nth / places.length) + 1}`
}

/** Cities by turns, each as often as its weight asks (D'Hondt), the first round through all regions. */
function shareOut(count: number): City[] {
  const cities = regions.flatMap(([region, , list]) =>
    Object.entries(list).map(([city, weight]) => ({ region, city, weight })),
  )
  const given = new Map<City, number>()
  const claim = (city: City) => city.weight / ((given.get(city) ?? 0) + 1)
  return Array.from({ length: count }, (_, i) => {
    const of_region = cities.filter((city) => i >= regions.length || city.region === regions[i]?.[0])
    const next = of_region.reduce((best, city) => (claim(city) > claim(best) ? city : best))
    given.set(next, (given.get(next) ?? 0) + 1)
    return next
  })
}

/** Whether the store sells on that day. */
export function isOpen(store: Store, day: DayNumber): boolean {
  return day >= store.opened_on && (store.closed_on === null || day < store.closed_on)
}

/** How much of its usual trade a store has reached: a new one needs half a year. */
export function maturity(store: Store, day: DayNumber): number {
  return isOpen(store, day) ? Math.min(1, 0.55 + (day - store.opened_on) / 400) : 0
}
