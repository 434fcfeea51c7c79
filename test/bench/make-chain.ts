import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** A chain for measuring: how many purchase lines, and from which seed. */
export interface BenchChain {
  readonly lines: number
  readonly seed: number
}

/** First and last day of the history; the day after is the increment. */
export const history = { from: '2023-11-01', to: '2026-10-31', next: '2026-11-01' } as const
/** A campaign starts every thirty days from the first on. */
export const first_campaign_on = '2023-12-01'
export const campaigns = 34
const days = 1096
const stores = 500
const products = 5_000

/**
 * Writes a chain of `lines` purchase lines, lines / 20 customers, 500 stores and 5,000 products over three years as
 * Parquet, with surveys, complaints, campaigns, contacts, points and grades in proportion; and one more day's files in
 * a folder of its own. Every value comes from a hash of its number and the seed: the same chain on every machine.
 */
export async function makeChain({ lines, seed }: BenchChain, out: string): Promise<void> {
  mkdirSync(join(out, 'all'), { recursive: true })
  mkdirSync(join(out, 'day'), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: join(out, 'tmp') })
  const connection = await instance.connect()
  try {
    for (const [name, body] of Object.entries(macros(seed)))
      await connection.run(`create macro ${name} as ${body}`)
    for (const [file, select] of files(lines))
      await connection.run(`copy (${select}) to '${join(out, file)}' (format parquet, compression zstd)`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/**
 * `roll(n, salt)` is even between 0 and 1; `pick(n, salt, k)` a whole number below k, `skewed` one of which few are common.
 * A customer joins within the history or up to 400 days before it, stays for half a year at the median, some for many years,
 * and is up to fourteen times as active as the mean; `member(n, salt, k, day)` is one of k who is there on that day, and
 * null where none of ten drawn is. Something is there to be found: customers spend more while a campaign treats them, few
 * stores score low, complaints come back (`first_of` is the one that n repeats) and five times break out in one store.
 */
function macros(seed: number): Record<string, string> {
  const drawn = Array.from({ length: 10 }, (_, nth) => `present(active(n * 10 + ${nth}, salt, k), day)`)
  return {
    'roll(n, salt)': `(hash(n, salt, ${seed}) >> 11)::double / 9007199254740992`,
    'pick(n, salt, k)': 'floor(roll(n, salt) * k)::integer',
    'active(n, salt, k)': `floor((power(0.1 + 0.9 * roll(n, salt), 2.5) - 0.00316) / 0.99684 * k)::integer`,
    'joins(m)': `date '${history.from}' - 400 + pick(m, 20, ${days + 350})`,
    'stays(m)': 'least(9999, 150 * (power(1 - roll(m, 26), -1.25) - 1))::integer',
    'present(m, day)': 'case when day between joins(m) and joins(m) + stays(m) then m end',
    'member(n, salt, k, day)': `coalesce(${drawn.join(', ')})`,
    'spends(m)': 'coalesce(least(power(roll(m, 27), -0.35), 9), 1.3)',
    'campaign_on(day)': `if((day - date '${first_campaign_on}') % 30 between 0 and 27, (day - date '${first_campaign_on}') // 30, null)`,
    'treated(m, c)':
      'coalesce(roll(m * 37 + c, 61) < 0.05 and (c % 8 = 5 or roll(m * 37 + c, 60) >= 0.1), false)',
    'scores_low(store)': 'store = pick(0, 151, 20) or roll(store, 152) < 0.02',
    'outbreak(n)': 'if(roll(n, 140) < 0.06, pick(n, 141, 5), null)',
    'first_of(n)': 'if(n > 0 and outbreak(n) is null and roll(n, 142) < 0.08, n - 1, n)',
    'came_on(n)': `if(outbreak(n) is null, ${dayOf('n', 48)}, date '${history.from}' + 200 + pick(outbreak(n), 143, 850) + pick(n, 144, 21))`,
    'complained_on(n)': `least(date '${history.to}', came_on(first_of(n)) + if(first_of(n) = n, 0, pick(n, 145, 60)))`,
    'skewed(n, salt, k)': 'floor(power(roll(n, salt), 2.5) * k)::integer',
    'id(letter, n)': `letter || lpad(n::varchar, 8, '0')`,
    'when_of(n, salt, day)': `day::timestamp + to_seconds((8 * 3600 + pick(n, salt, 13 * 3600))::bigint)`,
  }
}

const dayOf = (n: string, salt: number) =>
  `date '${history.from}' + least(${days - 1}, floor(power(roll(${n}, ${salt}), 0.9) * ${days}))::integer`

/** Every file with the select that fills it. An order has two lines and a half on average. */
function files(lines: number): [string, string][] {
  const customers = Math.round(lines / 20)
  const orders = Math.round(lines / 2.5)
  const per_day = Math.round(orders / days)
  const years = [2023, 2024, 2025, 2026]
  return [
    ['all/stores.parquet', storesSql],
    ['all/products.parquet', productsSql],
    ['all/customers.parquet', customersSql(customers)],
    ...years.map((year): [string, string] => [
      `all/purchases_${year}.parquet`,
      `${purchasesSql(`select range as o, ${dayOf('range', 1)} as day from range(${orders})`, customers)} and year(day) = ${year}`,
    ]),
    ['all/surveys.parquet', surveysSql(Math.round(lines / 100), customers)],
    ['all/survey_items.parquet', surveyItemsSql(Math.round(lines / 100))],
    ['all/complaints.parquet', complaintsSql(Math.round(lines / 500), customers)],
    ['all/complaint_events.parquet', complaintEventsSql(Math.round(lines / 500))],
    ['all/campaigns.parquet', campaignsSql],
    ['all/campaign_contacts.parquet', contactsSql(customers)],
    ['all/costs.parquet', costsSql],
    ['all/service_contacts.parquet', serviceSql(Math.round(lines / 100), customers)],
    ['all/points.parquet', pointsSql(Math.round(lines / 20), customers)],
    ['all/grades.parquet', gradesSql(customers)],
    ['all/consents.parquet', consentsSql(customers)],
    ['all/targets.parquet', targetsSql(lines)],
    [
      'day/purchases_next.parquet',
      purchasesSql(
        `select ${orders} + range as o, date '${history.next}' as day from range(${per_day})`,
        customers,
      ),
    ],
    [
      'day/surveys_next.parquet',
      surveysSql(Math.max(1, Math.round(lines / 100 / days)), customers, history.next),
    ],
    [
      'day/complaints_next.parquet',
      complaintsSql(Math.max(1, Math.round(lines / 500 / days)), customers, history.next),
    ],
  ]
}

const storesSql = `select id('S', range) as store_id, '门店 ' || range as name, 'R' || (range % 8) as region,
  'C' || (range % 60) as city, if(range % 4 = 0, 'franchise', 'direct') as ownership, 'standard' as format,
  date '2019-01-01' + range::integer as opened_on from range(${stores})`

const productsSql = `select id('P', range) as product_id, '商品 ' || range as name, 'K' || (range % 30) as category,
  'K' || (range % 30) || '-' || (range % 7) as subcategory, 'B' || (range % 200) as brand,
  (2 + pick(range, 90, 4000) / 100.0)::decimal(18,2) as unit_cost from range(${products})`

const customersSql = (customers: number) => `select id('M', range) as customer_id,
  joins(range) as joined_on, (['扫码','小程序','推荐'])[1 + pick(range, 21, 3)] as join_channel,
  id('S', skewed(range, 22, ${stores})) as home_store_id, (['female','male'])[1 + pick(range, 23, 2)] as gender,
  date '1960-01-01' + pick(range, 24, 16000) as birth_date, 'C' || pick(range, 25, 60) as city,
  if(roll(range, 28) < 0.1, id('M', pick(range, 29, ${customers})), null) as referrer_customer_id,
  '客户 ' || range as name, '1' || lpad((range % 10000000000)::varchar, 10, '0') as phone from range(${customers})`

const purchasesSql = (
  orders: string,
  customers: number,
) => `select id('O', o) as order_id, line_no::integer as line_no,
  id('M', m) as customer_id, id('S', skewed(o, 4, ${stores})) as store_id,
  (['门店','小程序','外卖'])[1 + skewed(o, 5, 3)] as channel, strftime(when_of(o, 6, day), '%Y-%m-%d %H:%M:%S') as ordered_at,
  id('P', skewed(o * 7 + line_no, 7, ${products})) as product_id, 1 + pick(o * 7 + line_no, 8, 3) as quantity,
  if(roll(o * 7 + line_no, 9) < 0.015, -1, 1) * (2 + spends(m) * if(treated(m, campaign), 1.2, 1) * pick(o * 7 + line_no, 10, 6000) / 100.0)::decimal(18,2) as net_amount,
  (pick(o * 7 + line_no, 11, 300) / 100.0)::decimal(18,2) as discount_amount,
  if(treated(m, campaign) and roll(o, 14) < 0.3, id('A', campaign), null) as campaign_id,
  case when line_no = 1 and roll(o, 13) < 0.004 then 'cancel' when roll(o * 7 + line_no, 9) < 0.015 then 'return' else 'sale' end as kind
  from (select *, if(roll(o, 2) < 0.12, null, member(o, 3, ${customers}, day)) as m, campaign_on(day) as campaign from (${orders})) orders,
    range(1, 5) as l(line_no)
  where line_no <= 1 + pick(o, 12, 4)`

/** One in five follows an order and leaves it to the order to say who bought where. */
const surveysSql = (
  count: number,
  customers: number,
  on?: string,
) => `select id('${on ? 'V' : 'U'}', range) as survey_id, if(bought is null, id('M', member(range, 30, ${customers}, day)), null) as customer_id,
  if(bought is null, id('S', store), null) as store_id, id('O', bought) as order_id, '短信' as channel,
  strftime(when_of(range, 32, day), '%Y-%m-%d %H:%M:%S') as invited_at,
  if(answers, strftime(when_of(range, 32, day) + interval 2 hour, '%Y-%m-%d %H:%M:%S'), null) as answered_at,
  if(answers, greatest(0, 10 - skewed(range, 34, 11) - 3 * low), null) as nps,
  if(answers, greatest(1, 5 - skewed(range, 35, 5) - low), null) as csat, if(answers, 1 + skewed(range, 36, 5), null) as ces,
  if(roll(range, 33) < 0.1, (['服务很好，','排队太久，','价格偏高，','东西新鲜，','找不到店员，','配送很快，'])[1 + pick(range, 130, 6)]
    || (['下次还来','希望改进','总体满意','有点失望'])[1 + pick(range, 131, 4)], null) as comment,
  if(roll(range, 33) < 0.05, (200 + pick(range, 132, 2000))::decimal(18,2), null) as category_spend
  from (select range, bought, skewed(range, 31, ${stores}) as store, roll(range, 33) < 0.3 as answers, scores_low(skewed(range, 31, ${stores}))::integer as low,
      ${on ? `date '${on}'` : `coalesce(least(date '${history.to}', ${dayOf('bought', 1)} + 1), ${dayOf('range', 37)})`} as day
    from (select range, ${on ? 'null::bigint' : `if(roll(range, 160) < 0.2, pick(range, 161, ${customers * 8}), null)`} as bought from range(${count})))`

const surveyItemsSql = (count: number) => `select id('U', range) as survey_id,
  (['店员服务','商品质量','结账效率','价格实惠'])[item] as item,
  greatest(1, 5 - (skewed(range * 5 + item, 38, 5) + skewed(range, 34, 5)) // 2 - if(item % 2 = 1 and scores_low(skewed(range, 31, ${stores})), 1, 0)) as rating,
  5 - skewed(range * 5 + item, 39, 3) as expectation, ([4.3, 4.8, 3.9, 4.5])[item] as importance
  from range(${count}), range(1, 5) as i(item) where roll(range, 33) < 0.3`

const complaintsSql = (
  count: number,
  customers: number,
  on?: string,
) => `select id('${on ? 'D' : 'T'}', range) as complaint_id, id('M', member(first, 40, ${customers}, came_on)) as customer_id,
  id('S', if(o is null, skewed(range, 41, ${stores}), pick(o, 147, 40))) as store_id,
  id('P', if(o is null, skewed(range, 42, ${products}), pick(o, 148, 200))) as product_id, '电话' as channel,
  '类别' || if(o is null, skewed(range, 43, 8), pick(o, 149, 8)) as category, '子类' || skewed(range, 44, 20) as subcategory,
  strftime(when_of(range, 45, day), '%Y-%m-%d %H:%M:%S') as received_at,
  '原因' || if(o is null, skewed(first, 46, 12), pick(o, 150, 12)) as root_cause, (pick(range, 47, 5000) / 100.0)::decimal(18,2) as compensation_amount,
  if(roll(range, 133) < 0.4, 5 - skewed(range, 134, 5), null) as follow_up_score
  from (${
    on
      ? `select range, range as first, date '${on}' as came_on, date '${on}' as day, null::integer as o from range(${count})`
      : `select range, first_of(range) as first, came_on(first_of(range)) as came_on, complained_on(range) as day, outbreak(range) as o from range(${count})`
  })`

const complaintEventsSql = (count: number) => `select id('T', range) as complaint_id,
  (['received','classified','investigated','resolved','answered','followed_up','reopened'])[stage] as stage,
  strftime(when_of(range, 45, day) + to_hours(((stage - 1) * (1 + pick(range, 49, 20)))::bigint), '%Y-%m-%d %H:%M:%S') as at
  from (select range, complained_on(range) as day from range(${count})), range(1, 8) as s(stage)
  where case stage when 1 then true when 6 then roll(range, 133) < 0.4 when 7 then roll(range, 135) < 0.02 else roll(range * 7 + stage, 50) < 0.95 end`

const campaignsSql = `select id('A', range) as campaign_id, '活动 ' || range as name, 'coupon' as kind, 'sms' as channel,
  (date '${first_campaign_on}' + (range * 30)::integer) as starts_on, (date '${first_campaign_on}' + (14 + range * 30)::integer) as ends_on, 28 as window_days from range(${campaigns})`

const contactsSql = (
  customers: number,
) => `select id('A', c.range) as campaign_id, id('M', m.range) as customer_id,
  if(treated(m.range, c.range), 'treatment', 'control') as arm, 0.05::decimal(18,2) as cost_amount
  from range(${campaigns}) c, range(${customers}) m where roll(m.range * 37 + c.range, 61) < 0.05`

const costsSql = `select id('X', range) as cost_id, strftime(date '2023-11-01' + to_months((range // 2)::integer), '%Y-%m-01') as month,
  (['staff','media'])[1 + range % 2] as kind, (10000 + pick(range, 70, 50000))::decimal(18,2) as amount,
  if(range % 4 = 3 and range < 68, id('A', range // 2), null) as campaign_id from range(72)`

const serviceSql = (count: number, customers: number) => `select id('Y', range) as contact_id,
  id('M', member(range, 80, ${customers}, day)) as customer_id, id('S', skewed(range, 81, ${stores})) as store_id,
  (['enquiry','care'])[1 + pick(range, 82, 2)] as kind, '微信' as channel, if(pick(range, 82, 2) = 1, day, null) as planned_on,
  if(pick(range, 82, 2) = 1 and roll(range, 86) < 0.1, null, strftime(when_of(range, 83, day), '%Y-%m-%d %H:%M:%S')) as at,
  strftime(when_of(range, 83, day) + to_minutes(pick(range, 84, 3000)::bigint), '%Y-%m-%d %H:%M:%S') as first_response_at,
  (4 + pick(range, 87, 300) / 100.0)::decimal(18,2) as cost_amount
  from (select range, ${dayOf('range', 85)} as day from range(${count}))`

const pointsSql = (count: number, customers: number) => `select id('Z', range) as entry_id,
  id('M', coalesce(member(range, 95, ${customers}, day), active(range, 95, ${customers}))) as customer_id, strftime(when_of(range, 96, day), '%Y-%m-%d %H:%M:%S') as at,
  if(roll(range, 97) < 0.8, 'earn', 'redeem') as kind, if(roll(range, 97) < 0.8, 1, -1) * (1 + pick(range, 98, 200)) as points,
  if(roll(range, 97) < 0.8, null, -0.01 * (1 + pick(range, 98, 200)))::decimal(18,2) as value_amount
  from (select range, ${dayOf('range', 99)} as day from range(${count}))`

const gradesSql = (customers: number) => `select id('M', m.range) as customer_id,
  (date '2023-10-01' + to_months((3 * q.range)::integer))::date as effective_on, (['普通','银卡','金卡'])[1 + skewed(m.range * 13 + q.range, 86, 3)] as grade
  from range(${customers}) m, range(13) q where q.range = 0 or roll(m.range * 13 + q.range, 87) < 0.1`

const consentsSql = (customers: number) => `select id('M', range) as customer_id, 'sms' as channel,
  '2023-11-01 09:00:00' as at, roll(range, 88) < 0.7 as granted from range(${customers})
  union all select id('M', range), 'sms', strftime(when_of(range, 136, ${dayOf('range', 137)}), '%Y-%m-%d %H:%M:%S'), false
  from range(${customers}) where roll(range, 138) < 0.1`

const targetsSql = (lines: number) => `select metric, year || '-Q' || quarter as period, scope, value
  from range(2024, 2027) as y(year), range(1, 5) as q(quarter), (values
    ('net_sales', ${lines * 5}), ('active_customers', ${lines / 100}), ('nps', 36), ('csat', 0.7), ('repeat_rate', 0.6),
    ('churn_rate', 0.45), ('complaints_per_1000_orders', 5)) as t(metric, value), (values ('chain'), ('R1'), ('S00000003')) as s(scope)`
