import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSample } from './sample-files.ts'
import type { SampleFiles } from './sample-files.ts'

let chain: SampleFiles

beforeAll(async () => {
  chain = await writeSample({ customers: 16_000, seed: 5, stores: 30 })
})
afterAll(() => chain.remove())

const days_later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

describe('Campaigns', () => {
  /** Difference of means of what the arms spent in the window, with its standard error (Welch). */
  async function lifts() {
    return chain.rows(`
      with spent as (
        select campaign_id, arm, contact.customer_id, coalesce(sum(cast(net as double)), 0) as net
        from campaign_contacts as contact
        join campaigns using (campaign_id)
        left join sold on sold.customer_id = contact.customer_id
          and day between cast(starts_on as date) and cast(starts_on as date) + cast(window_days as integer) - 1
        group by all
      ),
      arms as (select campaign_id, arm, count(*) as n, avg(net) as mean, var_samp(net) as variance from spent group by all)
      select campaign_id, treated.mean - control.mean as lift,
        sqrt(treated.variance / treated.n + control.variance / control.n) as error
      from arms as treated join arms as control using (campaign_id)
      where treated.arm = 'treatment' and control.arm = 'control' order by 1`)
  }

  test('lifted what truth.json says: nineteen of twenty lie within two standard errors', async () => {
    const told = new Map(chain.truth.planted.campaigns.map((campaign) => [campaign.campaign_id, campaign]))
    const found = await lifts()
    const misses = found.filter(({ campaign_id, lift, error }) => {
      const truth = told.get(String(campaign_id))?.lift_per_head ?? NaN
      return !(Math.abs(Number(lift) - truth) < 2 * Number(error))
    })
    expect(found.length).toBeGreaterThan(25)
    expect(misses.length).toBeLessThanOrEqual(3)
  })

  test('that were planted as positive, zero and negative are so', () => {
    const lift = { positive: [] as number[], zero: [] as number[], negative: [] as number[] }
    for (const { direction, lift_per_head, treated } of chain.truth.planted.campaigns)
      if (treated > 0) lift[direction as keyof typeof lift].push(lift_per_head ?? NaN)
    expect(Math.min(...lift.positive)).toBeGreaterThan(0)
    expect(new Set(lift.zero)).toEqual(new Set([0]))
    expect(Math.max(...lift.negative)).toBeLessThan(-5)
  })

  test('without a lift still claim orders, so that counting attributed sales misleads', async () => {
    const zero = chain.truth.planted.campaigns.filter((campaign) => campaign.direction === 'zero')
    for (const { campaign_id } of zero)
      expect(
        await chain.number(`select sum(net) from sold where campaign_id = '${campaign_id}'`),
      ).toBeGreaterThan(0)
  })
})

describe('Complaints', () => {
  test('of the outbreak are the only weeks in which a store had three or more of its category', async () => {
    const { store_id, category, from, to } = chain.truth.planted.outbreak
    const weeks = await chain.rows(`
      with weekly as (
        select store_id, cast(date_trunc('week', try_strptime(received_at, '%Y/%-m/%-d %H:%M')) as date) as monday, count(*) as n
        from complaints where category = '${category}' group by all
      )
      select store_id, monday from weekly where n >= 3 and monday is not null`)
    expect(weeks.length).toBeGreaterThanOrEqual(3)
    for (const week of weeks) {
      expect(week.store_id).toBe(store_id)
      expect(String(week.monday) >= from && String(week.monday) <= days_later(to, 1)).toBe(true)
    }
  })

  test('of the defect name its product under its root cause more than all others together', async () => {
    const { product_id, root_cause, complaints } = chain.truth.planted.defect
    const named = await chain.number(
      `select count(*) from complaints where root_cause = '${root_cause}' and product_id = '${product_id}'`,
    )
    const others = await chain.number(
      `select max(n) from (select count(*) as n from complaints where root_cause = '${root_cause}' and product_id <> '${product_id}' group by product_id)`,
    )
    expect(complaints).toBeGreaterThan(5)
    expect(named).toBeGreaterThan(3 * others)
  })
})

describe('Satisfaction', () => {
  interface Score {
    readonly nps: number
    readonly variance: number
  }
  const score = async (where: string): Promise<Score> => {
    const [row] = await chain.rows(`
      with point as (
        select case when cast(nps as integer) >= 9 then 1 when cast(nps as integer) <= 6 then -1 else 0 end as point
        from surveys where nps is not null and ${where}
      )
      select avg(point) as nps, var_samp(point) / count(*) as variance from point`)
    return { nps: Number(row?.nps), variance: Number(row?.variance) }
  }
  const minus = (a: Score, b: Score) => ({ nps: a.nps - b.nps, variance: a.variance + b.variance })
  const in_stores = (stores: readonly string[]) =>
    `store_id in (${stores.map((store) => `'${store}'`).join(', ')})`
  const change = async (from: string, stores: string) =>
    minus(
      await score(`${stores} and answered_at >= '${from}'`),
      await score(`${stores} and answered_at between '${days_later(from, -250)}' and '${from}'`),
    )

  test('slips in one region after its day', async () => {
    const { from, nps: told } = chain.truth.planted.slipping_region
    const slip = await change(from, in_stores(await slippingStores()))
    expect(slip.nps).toBeLessThan(-2 * Math.sqrt(slip.variance))
    expect((told.with ?? 0) - (told.without ?? 0)).toBeLessThan(-0.15)
  })

  test('rises beside the stores of no measure where a measure works, and only there', async () => {
    const [works, idle] = chain.truth.planted.measures
    const touched = [...(works?.stores ?? []), ...(idle?.stores ?? []), ...(await slippingStores())]
    const effect = async (measure: typeof works) => {
      const from = measure?.from ?? ''
      return minus(
        await change(from, in_stores(measure?.stores ?? [])),
        await change(from, `not ${in_stores(touched)}`),
      )
    }
    const worked = await effect(works)
    const idled = await effect(idle)
    expect(worked.nps).toBeGreaterThan(2 * Math.sqrt(worked.variance))
    expect(Math.abs(idled.nps)).toBeLessThan(2.6 * Math.sqrt(idled.variance))
  })

  async function slippingStores(): Promise<string[]> {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(chain.bytes('stores.xlsx') as never)
    const rows = workbook.worksheets[0]?.getRows(2, chain.truth.chain.stores) ?? []
    const { region } = chain.truth.planted.slipping_region
    return rows.filter((row) => row.getCell(3).text === region).map((row) => row.getCell(1).text)
  }

  test('depends on each item as its planted weight says, a little less where answers end at ten', async () => {
    const { drivers } = chain.truth.planted
    const cells = drivers.map(
      ({ item }, nth) => `max(cast(rating as double)) filter (item = '${item}') as x${nth}`,
    )
    const answers = await chain.rows(`
      select cast(any_value(nps) as double) as y, ${cells.join(', ')}
      from survey_items join surveys using (survey_id) group by survey_id`)
    const x = answers.map((answer) => [1, ...drivers.map((_, nth) => Number(answer[`x${nth}`]))])
    const found = leastSquares(
      x,
      answers.map((answer) => Number(answer.y)),
    ).slice(1)
    drivers.forEach(({ item, weight }, nth) =>
      expect(Math.abs((found[nth] ?? 0) - 0.87 * weight), item).toBeLessThan(0.09),
    )
  })
})

/** Coefficients of the normal equations, by elimination. */
function leastSquares(x: readonly number[][], y: readonly number[]): number[] {
  const size = x[0]?.length ?? 0
  const cell = (row: number, of: (line: number) => number) =>
    x.reduce((sum, values, line) => sum + (values[row] as number) * of(line), 0)
  const rows = Array.from({ length: size }, (_, row) => [
    ...Array.from({ length: size }, (_, column) => cell(row, (line) => x[line]?.[column] as number)),
    cell(row, (line) => y[line] as number),
  ])
  rows.forEach((pivot, at) => {
    const scale = pivot[at] as number
    pivot.forEach((value, column) => (pivot[column] = value / scale))
    rows.forEach((row, other) => {
      const factor = row[at] as number
      if (other !== at)
        row.forEach((value, column) => (row[column] = value - factor * (pivot[column] as number)))
    })
  })
  return rows.map((row) => row[size] as number)
}

describe('Members', () => {
  test('of different join channels drop out in the planted order', async () => {
    const told = [...chain.truth.planted.join_channels].sort((a, b) => a.mean_drop_out - b.mean_drop_out)
    const shares = told.map((channel) => channel.dropped_out_share_of_buyers ?? 0)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect((shares.at(-1) ?? 0) - (shares[0] ?? 0)).toBeGreaterThan(0.2)
  })

  test('come back sooner since the programme, in its stores more than elsewhere', () => {
    const { participating, others } = chain.truth.planted.programme
    const growth = (group: typeof others) => (group.after.share ?? 0) - (group.before.share ?? 0)
    expect(growth(participating)).toBeGreaterThan(0.03)
    expect(growth(participating)).toBeGreaterThan(growth(others))
  })

  test('ask less since they can help themselves', async () => {
    const { from, enquiry_factor } = chain.truth.planted.self_service
    const rate = async (where: string) =>
      (await chain.number(`select count(*) from service_contacts where kind = 'enquiry' and "at" ${where}`)) /
      (await chain.number(
        `select count(distinct order_id) from sold where customer_id is not null and at_ ${where}`,
      ))
    const found = (await rate(`>= '${from}'`)) / (await rate(`< '${from}'`))
    expect(Math.abs(found - enquiry_factor)).toBeLessThan(0.08)
  })
})
