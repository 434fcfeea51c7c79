import { describe, expect, it } from 'vitest'
import { addDays } from '../../../queries/day.ts'
import type { alarms as alarmsMetric } from '../../../queries/complaints/alarms.ts'
import type { systemic as systemicMetric } from '../../../queries/complaints/systemic.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { alarms } from '../../../server/analysis/complaints/alarms.ts'
import { systemic } from '../../../server/analysis/complaints/systemic.ts'
import { seededRandom } from '../../../server/stats/seeded-random.ts'

type Count = ReadRow<typeof alarmsMetric>
type Cell = ReadRow<typeof systemicMetric>

const first_monday = '2025-01-06'
const causes = {
  quality: ['mould', 'damage', 'mix-up', 'expired', 'seal'],
  service: ['training', 'hurry'],
  price: ['label', 'till'],
} as const
const categories = Object.keys(causes) as (keyof typeof causes)[]
const stores = Array.from({ length: 40 }, (_, nth) => `S${nth}`)
const products = Array.from({ length: 30 }, (_, nth) => `P${nth}`)

type About = Pick<Count, 'store_id' | 'category' | 'root_cause' | 'product_id'>

/** Two years of weeks in forty stores that sell 100 orders each and now and then hear a complaint; the second is the period. */
function quietChain(seed: number, planted: (week: number) => readonly About[] = () => []): Count[] {
  const random = seededRandom(seed)
  const pick = <T>(members: readonly T[]) => members[Math.floor(random() * members.length)]!
  const usual = (store_id: string): About[] => {
    if (random() >= 0.15) return []
    const category = pick(categories)
    return [
      {
        store_id,
        category,
        root_cause: pick(causes[category]),
        product_id: category === 'quality' ? pick(products) : null,
      },
    ]
  }
  return Array.from({ length: 104 }, (_, week) => {
    const head = { bucket: addDays(first_monday, 7 * week), in_period: week >= 52 }
    const sold = stores.map((store_id) =>
      row(head, 'orders', { store_id, category: null, root_cause: null, product_id: null }),
    )
    const heard = [...stores.flatMap(usual), ...planted(week)]
    return [...sold, ...heard.map((about) => row(head, 'complaints', about))]
  }).flat()
}

function row(head: Pick<Count, 'bucket' | 'in_period'>, kind: 'orders' | 'complaints', about: About): Count {
  const counts = kind === 'orders' ? { complaints: null, orders: 100 } : { complaints: 1, orders: null }
  return { ...head, ...about, ...counts, store_name: about.store_id, product_name: about.product_id }
}

const period = { from: '2026-01-05', to: '2026-12-31', grain: 'week' } as never
const found = (rows: readonly Count[]) => alarms.analyse(rows, period)

const outbreak: About = { store_id: 'S7', category: 'price', root_cause: 'label', product_id: null }
const defect = (store_id: string): About => ({
  store_id,
  category: 'quality',
  root_cause: 'mould',
  product_id: 'P3',
})

describe('alarms', () => {
  it('leave the quiet alone: fewer than one a year in a hundred series', () => {
    let [raised, watched] = [0, 0]
    for (let seed = 1; seed <= 60; seed += 1) {
      const rows = quietChain(seed)
      raised += found(rows).length
      watched += 40 + 3 + 9 + 30 + 120 + 150 + 1
    }
    expect(raised).toBeLessThanOrEqual(watched / 100)
    expect(raised).toBeLessThanOrEqual(12)
  })

  it('name the store and category of an outbreak, from the week in which it begins, and nothing besides', () => {
    const rows = quietChain(3, (week) => (week >= 80 && week < 85 ? Array<About>(4).fill(outbreak) : []))
    expect(found(rows)).toMatchObject([
      {
        ...{
          series: 'store_category',
          store_id: 'S7',
          category: 'price',
          root_cause: 'label',
          product_id: null,
        },
        ...{ first_bucket: addDays(first_monday, 7 * 80), is_current: false },
      },
    ])
  })

  it('end with the outbreak: one more complaint a month later is not its going on', () => {
    const rows = quietChain(3, (week) =>
      week >= 80 && week < 85 ? Array<About>(4).fill(outbreak) : week === 89 ? [outbreak] : [],
    )
    const [alarm] = found(rows)
    expect(alarm!.last_bucket! <= addDays(first_monday, 7 * 86)).toBe(true)
  })

  it('name the product and cause of a defect that shows in every store a little', () => {
    const rows = quietChain(4, (week) =>
      week >= 90 ? [defect(`S${week % 40}`), defect(`S${(week + 9) % 40}`)] : [],
    )
    expect(found(rows)).toMatchObject([
      { series: 'product_cause', store_id: null, product_id: 'P3', root_cause: 'mould', is_current: true },
    ])
  })

  it('need no past: the rest of the period will do', () => {
    const rows = quietChain(3, (week) => (week >= 80 && week < 85 ? Array<About>(4).fill(outbreak) : []))
    const alone = rows.filter(({ in_period }) => in_period)
    expect(found(alone)).toMatchObject([{ store_id: 'S7', category: 'price' }])
    expect(found([])).toEqual([])
  })

  it('leave the quiet alone without a past as well', () => {
    const raised = Array.from({ length: 60 }, (_, seed) =>
      found(quietChain(seed + 1).filter(({ in_period }) => in_period)),
    )
    expect(raised.flat().length).toBeLessThanOrEqual(12)
  })

  describe('where nothing was before', () => {
    const year = Array.from({ length: 52 }, (_, week) => week)
    /** Complaints of stores that sell a hundred orders a week, each with its own mean in each week. */
    const heard = (seed: number, means: readonly ((week: number, random: () => number) => number)[]) => {
      const random = seededRandom(seed)
      return year.flatMap((week) =>
        means.flatMap((mean, nth) => {
          const about = { store_id: `S${nth}`, category: null, root_cause: null, product_id: null }
          const head = { bucket: addDays(first_monday, 7 * week), in_period: true }
          const complaints = poisson(mean(week, random), random)
          return [row(head, 'orders', about), { ...row(head, 'complaints', about), complaints }]
        }),
      )
    }
    const poisson = (mean: number, random: () => number) => {
      let [count, product] = [0, random()]
      for (const limit = Math.exp(-mean); product > limit; product *= random()) count += 1
      return count
    }
    const steady = () => 5
    const shifted = (week: number) => (week < 32 ? 5 : 20)
    const seeds = Array.from({ length: 40 }, (_, nth) => nth + 1)

    it('a level that shifts and stays is no restlessness, in the one store there is or in one of two', () => {
      for (const means of [[shifted], [shifted, steady]]) {
        const raised = seeds.map((seed) => found(heard(seed, means)))
        const here = raised.filter((some) => some.some(({ store_id }) => store_id === 'S0'))
        expect(here.length).toBe(seeds.length)
        const begun = raised
          .flat()
          .filter(({ first_bucket }) => first_bucket! >= addDays(first_monday, 7 * 31))
        expect(begun).toEqual(raised.flat())
        expect(raised.flat().filter(({ store_id }) => store_id === 'S1')).toEqual([])
      }
    })

    it.each([
      ['the level stays', steady],
      ['weeks differ more than by chance', (_: number, random: () => number) => (random() < 0.5 ? 14 : 26)],
      ['a year has its seasons', (week: number) => 20 + 6 * Math.sin((week / 52) * 2 * Math.PI)],
    ])('few stores are accused less than once a year in a hundred series: %s', (_, mean) => {
      const [one, two] = [[mean], [mean, mean]]
      const raised = seeds.flatMap((seed) => [...found(heard(seed, one)), ...found(heard(seed + 100, two))])
      expect(raised.length).toBeLessThanOrEqual((seeds.length * (2 + 3)) / 100)
    })
  })

  it('do not take for an outbreak that a cause is back to what is usual, when there was no past', () => {
    // three hundred complaints a week for four weeks, then a hundred as ever, half of them in each category; other causes are steady
    const heard = (week: number, category: string, root_cause: string, complaints: number) => ({
      ...row({ bucket: addDays(first_monday, 7 * week), in_period: true }, 'complaints', {
        ...{ store_id: null, category, root_cause, product_id: null },
      }),
      complaints,
    })
    const rows = Array.from({ length: 20 }, (_, week) => [
      ...['price', 'service'].map((category) => heard(week, category, 'label', week < 4 ? 150 : 50)),
      ...products.map((product) => heard(week, 'quality', product, 50)),
    ]).flat()
    expect(found(rows)).toMatchObject([
      {
        ...{ series: 'root_cause', first_bucket: first_monday, last_bucket: addDays(first_monday, 21) },
        ...{ complaints: 1200, expected: 400 },
      },
    ])
  })

  it('count by week alone where no orders are loaded', () => {
    const rows = quietChain(3, (week) => (week >= 80 && week < 85 ? Array<About>(4).fill(outbreak) : []))
    expect(found(rows.filter(({ complaints }) => complaints !== null))).toMatchObject([{ store_id: 'S7' }])
  })
})

describe('systemic causes', () => {
  const cells = (rows: readonly Count[]): Cell[] =>
    rows
      .filter(({ complaints, in_period }) => complaints !== null && in_period)
      .map(({ bucket, ...about }) => ({ ...about, first_day: bucket, last_day: bucket }))
  const asked = { crossing: 'all', false_discovery: 0.05 } as never

  it('are hardly ever seen where there are none', () => {
    const seeds = Array.from({ length: 40 }, (_, nth) => 100 + nth)
    const accused = seeds.filter((seed) => systemic.analyse(cells(quietChain(seed)), asked).length > 0)
    expect(accused.length).toBeLessThanOrEqual(4)
  })

  it('are the cell of an outbreak and that of a defect, each named once with its main cause', () => {
    const rows = quietChain(5, (week) => [
      ...(week >= 80 && week < 85 ? Array<About>(4).fill(outbreak) : []),
      ...(week >= 90 ? [defect(`S${week % 40}`), defect(`S${(week + 9) % 40}`)] : []),
    ])
    const told = systemic.analyse(cells(rows), asked)
    expect(
      told
        .map(({ crossing, store_id, product_id, category, root_cause }) => [
          crossing,
          store_id,
          product_id,
          category,
          root_cause,
        ])
        .sort(),
    ).toEqual([
      ['product', null, 'P3', 'quality', 'mould'],
      ['store', 'S7', null, 'price', 'label'],
    ])
    for (const cell of told) expect(cell.false_discovery_rate).toBeLessThanOrEqual(0.05)
  })

  it('are told though they are most of what there is to compare with', () => {
    const only = Array.from({ length: 30 }, () =>
      row({ bucket: '2026-02-02', in_period: true }, 'complaints', defect('S1')),
    )
    const some = quietChain(6).filter(({ bucket }) => bucket! < '2026-02-09')
    const [cell] = systemic.analyse(cells([...some, ...only]), {
      ...(asked as object),
      crossing: 'product',
    } as never)
    expect(cell).toMatchObject({ product_id: 'P3', root_cause: 'mould', complaints: expect.any(Number) })
  })

  it('of one store do not hide each other: in the second, three times what is usual stays three times as much', () => {
    const counts = (store: number, category: string) =>
      store > 1 ? 10 : ({ price: 100, service: 30 }[category] ?? 10)
    const rows = Array.from({ length: 10 }, (_, nth) => nth + 1).flatMap((store) =>
      ['price', 'service', 'quality', 'range'].map((category): Cell => ({
        ...{ store_id: `S${store}`, store_name: `S${store}`, category, root_cause: null },
        ...{ product_id: null, product_name: null, complaints: counts(store, category) },
        ...{ first_day: '2026-01-05', last_day: '2026-01-05' },
      })),
    )
    const told = systemic.analyse(rows, asked)
    expect(told.map(({ store_id, category }) => [store_id, category])).toEqual([
      ['S1', 'price'],
      ['S1', 'service'],
    ])
    expect(told[1]!.expected).toBeCloseTo((50 * 90) / 270, 9)
  })

  it('accuse nothing else of the store of an outbreak', () => {
    const seeds = Array.from({ length: 40 }, (_, nth) => 300 + nth)
    const others = seeds.flatMap((seed) => {
      const rows = quietChain(seed, (week) => (week >= 80 && week < 92 ? Array<About>(4).fill(outbreak) : []))
      const told = systemic.analyse(cells(rows), asked)
      expect(told[0]).toMatchObject({ store_id: 'S7', category: 'price' })
      return told.slice(1)
    })
    expect(others.length).toBeLessThanOrEqual(4)
  })

  it('cannot be told from complaints that all have one category or come from one store', () => {
    const one = (store_id: string, category: string): Cell => ({
      ...{ store_id, store_name: store_id, category, root_cause: null, product_id: null, product_name: null },
      ...{ complaints: 50, first_day: '2026-01-05', last_day: '2026-01-05' },
    })
    expect(systemic.analyse([one('S1', 'a'), one('S2', 'a')], asked)).toEqual([])
    expect(systemic.analyse([one('S1', 'a'), one('S1', 'b')], asked)).toEqual([])
    expect(systemic.analyse([], asked)).toEqual([])
  })
})
