import type { Asked } from '../../server/engine/question.ts'
import type { CanonicalRow, CanonicalRows } from './chain.ts'

/** One purchase line in the product's words: the day in the chain's zone, and everything a filter can ask of it. */
interface Line {
  readonly order_id: string
  readonly day: string
  readonly store: string
  readonly region: string | null
  readonly channel: string
  readonly customer: string | null
  readonly category: string | null
  readonly grade: string | null
  readonly net: number
  readonly quantity: number
}

/** Amounts are kept in hundredths, so that sums are exact. */
interface Order extends Line {
  readonly purchase: boolean
}

const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const gap = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const count = <T>(members: Iterable<T>) => new Set(members).size

/**
 * The main figures worked out the slow way, in plain TypeScript over the canonical rows of a chain, straight from their
 * definitions. It shares nothing with the SQL.
 */
export class Oracle {
  readonly #lines: readonly Line[]
  readonly #rows: CanonicalRows
  readonly #zone: string
  readonly last_day: string

  constructor(rows: CanonicalRows, time_zone: string) {
    this.#rows = rows
    this.#zone = time_zone
    const cancelled = new Set(
      rows.purchases?.filter(({ kind }) => kind === 'cancel').map(({ order_id }) => order_id),
    )
    const lines = rows
      .purchases!.filter(({ order_id }) => !cancelled.has(order_id!))
      .map((row) => this.#line(row))
    this.last_day = lines.map(({ day }) => day).reduce((a, b) => (a > b ? a : b))
    this.#lines = lines
  }

  sales(asked: Asked, scope: readonly string[]) {
    const lines = this.#matching(asked, scope).filter(({ day }) => within(day, asked))
    const orders = ordersOf(lines).filter(({ purchase }) => purchase).length
    const net = sum(lines) / 100
    return {
      net_sales: net,
      identified_net_sales: sum(lines.filter(({ customer }) => customer !== null)) / 100,
      orders,
      units: lines.reduce((all, { quantity }) => all + quantity, 0),
      average_order_value: orders === 0 ? null : net / orders,
    }
  }

  customers(asked: Asked, scope: readonly string[], lapse_days: number) {
    const active = count(
      purchases(this.#matching(asked, scope))
        .filter(({ day }) => within(day, asked))
        .map(({ customer }) => customer),
    )
    const matched = new Set(
      purchases(this.#matching(asked, scope))
        .filter(({ day }) => within(day, asked))
        .map(({ customer }) => customer),
    )
    const history = daysOf(this.#matching({ segment: asked.segment }, scope))
    let fresh = 0
    let reactivated = 0
    for (const customer of matched) {
      const days = history.get(customer!) ?? []
      const first = days.find((day) => within(day, asked))
      if (first === undefined) continue
      const before = days.filter((day) => day < first).at(-1)
      if (before === undefined) fresh += 1
      else if (gap(before, first) > lapse_days) reactivated += 1
    }
    return {
      active_customers: active,
      new_customers: fresh,
      returning_customers: active - fresh,
      reactivated_customers: asked.reactivated === 'left_out' ? null : reactivated,
    }
  }

  repeatRate(asked: Asked, scope: readonly string[]) {
    const end = this.#end(asked)
    const start = yearBefore(plus(end, 1))
    const days = [...daysOf(this.#matching(asked, scope)).values()].map(
      (all) => all.filter((day) => day >= start && day <= end).length,
    )
    return { customers: days.filter((n) => n > 0).length, repeat_customers: days.filter((n) => n > 1).length }
  }

  churn(asked: Asked, scope: readonly string[], inactive_days: number) {
    const from = asked.from as string
    const end = this.#end(asked)
    const visits = purchases(this.#matching(asked, scope))
    let at_start = 0
    let lapsed = 0
    for (const [customer, days] of daysOf(this.#matching({ segment: asked.segment }, scope))) {
      const last = days.filter((day) => day < from).at(-1)
      if (last === undefined || gap(last, plus(from, -1)) > inactive_days) continue
      if (!visits.some((visit) => visit.customer === customer && visit.day === last)) continue
      at_start += 1
      const silent = (day: string) => !days.some((later) => later > day && gap(day, later) <= inactive_days)
      if (days.some((day) => within(plus(day, inactive_days + 1), { from, to: end }) && silent(day)))
        lapsed += 1
    }
    return { customers_at_start: at_start, lapsed_customers: lapsed }
  }

  #end({ to }: Asked): string {
    return (to as string) < this.last_day ? (to as string) : this.last_day
  }

  /** The lines that filters and scope keep, whenever they were; value groups are those of what is in scope. */
  #matching(asked: Asked, scope: readonly string[]): Line[] {
    const among = (name: string, value: string | null) => {
      const members = (asked[name] ?? []) as readonly string[]
      const kept = members.filter((member) => !member.startsWith('!'))
      const is_kept = kept.length === 0 || (value !== null && kept.includes(value))
      return is_kept && !members.includes(`!${value}`)
    }
    const seen = this.#lines.filter(({ store }) => scope.includes('*') || scope.includes(store))
    const groups = this.#groups(seen)
    return seen.filter(
      (line) =>
        among('region', line.region) &&
        among('store', line.store) &&
        among('channel', line.channel) &&
        among('category', line.category) &&
        among('grade', line.grade) &&
        among('segment', groups.get(line.customer ?? '') ?? null),
    )
  }

  #line(row: CanonicalRow): Line {
    const day = this.#day(row.ordered_at as string)
    const customer = (row.customer_id ?? null) as string | null
    const held = (this.#rows.grades ?? [])
      .filter(({ customer_id, effective_on }) => customer_id === customer && (effective_on as string) <= day)
      .toSorted((a, b) => ((a.effective_on as string) < (b.effective_on as string) ? -1 : 1))
    return {
      ...{
        order_id: row.order_id as string,
        day,
        customer,
        store: row.store_id as string,
        channel: row.channel as string,
      },
      region: (this.#rows.stores!.find(({ store_id }) => store_id === row.store_id)?.region ?? null) as
        string | null,
      category: (this.#rows.products!.find(({ product_id }) => product_id === row.product_id)?.category ??
        null) as string | null,
      grade: (held.at(-1)?.grade ?? null) as string | null,
      ...{ net: Math.round((row.net_amount as number) * 100), quantity: row.quantity as number },
    }
  }

  #day(instant: string): string {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: this.#zone, dateStyle: 'short' })
    return parts.format(new Date(`${instant.replace(' ', 'T')}Z`))
  }

  /** The value group of everyone who bought, in these lines, in the twelve months to the end of the data. */
  #groups(lines: readonly Line[]): Map<string, string> {
    const start = yearBefore(plus(this.last_day, 1))
    const year = lines.filter(({ day, customer }) => day >= start && customer !== null)
    const people = [...daysOf(year)].map(([customer, days]) => ({
      customer,
      recency: gap(days.at(-1)!, this.last_day),
      frequency: days.length,
      monetary: sum(year.filter((line) => line.customer === customer)),
    }))
    const mean = (of: (person: (typeof people)[number]) => number) =>
      people.reduce((all, person) => all + of(person), 0) / people.length
    const recency = mean((person) => person.recency)
    const frequency = mean((person) => person.frequency)
    const monetary = mean((person) => person.monetary)
    const kind = (recent: boolean, frequent: boolean) =>
      recent ? (frequent ? 'value' : 'develop') : frequent ? 'keep' : 'win_back'
    return new Map(
      people.map((person) => [
        person.customer,
        `${person.monetary >= monetary ? 'important' : 'general'}_${kind(person.recency <= recency, person.frequency >= frequency)}`,
      ]),
    )
  }
}

function within(day: string, { from, to }: Asked): boolean {
  return day >= (from as string) && day <= (to as string)
}

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return before.endsWith('02-29') && Number.isNaN(Date.parse(before)) ? `${before.slice(0, 8)}28` : before
}

const sum = (lines: readonly Line[]) => lines.reduce((all, { net }) => all + net, 0)

/** What the lines leave of each order on each day, in each store and channel. */
function ordersOf(lines: readonly Line[]): Order[] {
  const groups = Map.groupBy(lines, ({ order_id, day, store, channel, customer }) =>
    [order_id, day, store, channel, customer].join('\t'),
  )
  return [...groups.values()].map((group) => ({ ...group[0]!, net: sum(group), purchase: sum(group) > 0 }))
}

function purchases(lines: readonly Line[]): Order[] {
  return ordersOf(lines).filter(({ purchase, customer }) => purchase && customer !== null)
}

/** The days on which each customer made a purchase, in order. */
function daysOf(lines: readonly Line[]): Map<string, string[]> {
  const groups = Map.groupBy(purchases(lines), ({ customer }) => customer!)
  return new Map(
    [...groups].map(([customer, orders]) => [
      customer,
      [...new Set(orders.map(({ day }) => day))].toSorted(),
    ]),
  )
}
