import type { Row, Rows } from './leave-checked.ts'

/** What happens next: rows are loaded, or an active load is undone: 0 the first, else any of the later ones, counted round. */
export type Step = { readonly load: Rows } | { readonly undo: number }

type Random = (below: number) => number

function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * below)
  }
}

const day = (offset: number) => new Date(Date.UTC(2025, 10, 1 + offset)).toISOString().slice(0, 10)
const span = 150

/** A made-up life of a small chain: a past of five months, then every kind of load, correction and undo in random order. */
export function* chainLife(seed: number): Generator<Step> {
  const life = new Life(seeded(seed))
  yield { load: life.past() }
  yield* life.events()
}

class Life {
  readonly #random: Random
  readonly #lines: Row[] = []
  readonly #loads: Rows[] = []
  #today = span

  constructor(random: Random) {
    this.#random = random
  }

  past(): Rows {
    const stores = [1, 2, 3].map((n) => ({
      store_id: `s${n}`,
      name: `Store ${n}`,
      region: `R${n % 2}`,
      city: 'X',
    }))
    const products = [1, 2, 3, 4, 5].map((n) => ({
      product_id: `p${n}`,
      name: `P${n}`,
      category: `k${n % 3}`,
      unit_cost: n === 5 ? null : n,
    }))
    const customers = Array.from({ length: 20 }, (_, n) => this.#customer(n))
    const grades = customers
      .slice(0, 10)
      .map((_, n) => ({ customer_id: `c${n}`, effective_on: day(0), grade: 'silver' }))
    const purchases = Array.from({ length: span }, (_, offset) => this.#ordersOn(offset, 1)).flat()
    return this.#keep({ stores, products, customers, grades, purchases, campaigns })
  }

  *events(): Generator<Step> {
    const kinds = [
      this.#newDay,
      this.#correct,
      this.#correct,
      this.#overlap,
      this.#describe,
      this.#feel,
      this.#takeBack,
    ]
    const deck = [...kinds, 'undo', 'undo', 'undo', 'again'] as const
    const order = deck.map((kind) => ({ kind, at: this.#random(1e6) })).sort((a, b) => a.at - b.at)
    yield { load: this.#keep(this.#takeBack(0)) }
    for (const [step, { kind }] of order.entries()) {
      if (kind === 'undo') yield { undo: 1 + this.#random(100) }
      else yield { load: kind === 'again' ? this.#again(step) : this.#keep(kind.call(this, step + 1)) }
    }
    yield { undo: 0 }
  }

  /** The rows of an earlier load, undone since or not, and a mark that makes it a load of its own. */
  #again(step: number): Rows {
    const earlier = this.#loads[1 + this.#random(this.#loads.length - 1)]!
    return {
      ...earlier,
      targets: [{ metric: 'net_sales', period: '2026', scope: `again ${step}`, value: step }],
    }
  }

  #keep(rows: Rows): Rows {
    this.#lines.push(...(rows.purchases ?? []))
    this.#loads.push(rows)
    return rows
  }

  #newDay(): Rows {
    this.#today += 1
    const newcomer = { customer_id: `n${this.#today}`, order_id: `n${this.#today}`, line_no: 1 }
    const [first, ...others] = this.#ordersOn(this.#today, 4)
    return { purchases: [first!, ...others, { ...first!, ...newcomer }] }
  }

  /** Amounts change, and some lines move to another month or customer. */
  #correct(step: number): Rows {
    const some = this.#some(4).map((line, nth) => ({
      ...line,
      net_amount: this.#amount(),
      ...(nth === 0 && { ordered_at: `2025-10-${10 + (step % 20)} 05:00:0${nth}` }),
      ...(nth === 1 && {
        customer_id: `c${this.#random(30)}`,
        ordered_at: `2025-09-${10 + (step % 20)} 05:00:00`,
      }),
    }))
    return { purchases: some }
  }

  /** A file that holds again what is there, and something new. */
  #overlap(): Rows {
    this.#today += 1
    return {
      purchases: [...this.#some(6), ...this.#ordersOn(this.#today, 2)],
      customers: [3, 4].map((n) => this.#customer(n)),
    }
  }

  #describe(step: number): Rows {
    return {
      products: [
        {
          product_id: `p${1 + this.#random(6)}`,
          name: `P ${step}`,
          category: `k${this.#random(4)}`,
          unit_cost: this.#random(9),
        },
      ],
      customers: [{ ...this.#customer(this.#random(25)), city: `City ${step}` }],
      grades: [
        {
          customer_id: `c${this.#random(20)}`,
          effective_on: day(this.#random(span)),
          grade: ['silver', 'gold'][this.#random(2)]!,
        },
      ],
    }
  }

  #feel(step: number): Rows {
    const at = `${day(this.#random(span))} 03:00:00`
    const customer_id = `c${this.#random(30)}`
    const complaint_id = `x${this.#random(6)}`
    const asked = { csat_min: 1, invited_at: at }
    const said = { answered_at: at, nps: step % 10, category_spend: step, comment: `好 ${step}` }
    const survey = step % 3 ? { ...asked, ...said } : asked
    const order_id = this.#some(1)[0]!.order_id!
    const surveys: Row[] = [
      { ...survey, survey_id: `v${this.#random(9)}`, customer_id, store_id: 's1', csat: 1 + (step % 5) },
      { ...survey, survey_id: `w${this.#random(3)}`, order_id, csat: 3, csat_max: 4 + (step % 4) },
    ]
    return {
      surveys,
      survey_items: surveys.map(({ survey_id }, nth) => ({
        survey_id: survey_id!,
        item: 'staff',
        rating: 1 + nth + (step % 3),
      })),
      complaints: [
        {
          complaint_id,
          customer_id,
          store_id: 's2',
          category: 'service',
          received_at: at,
          root_cause: 'queue',
          order_id: this.#some(1)[0]!.order_id!,
        },
        {
          complaint_id: `y${step}`,
          store_id: 's2',
          category: 'goods',
          received_at: `${day(this.#today - 3)} 03:00:00`,
          root_cause: 'queue',
          order_id: this.#some(1)[0]!.order_id!,
        },
      ],
      complaint_events: [
        { complaint_id, stage: 'received', at },
        { complaint_id, stage: 'resolved', at: at.replace('03:', '09:') },
      ],
      campaign_contacts: campaigns.slice(this.#random(3)).map(({ campaign_id }, nth) => ({
        campaign_id,
        customer_id,
        arm: (step + nth) % 3 ? 'treatment' : 'control',
        cost_amount: 1,
      })),
      consents: [{ customer_id, channel: 'sms', at, granted: step % 2 === 0, source: 'app' }],
      points: [{ entry_id: `e${step}`, customer_id, at, kind: 'earn', points: step }],
    }
  }

  /** Returns and cancellations on a later day. */
  #takeBack(step: number): Rows {
    this.#today += 1
    const purchases = this.#some(2).map((line, nth) => ({
      ...line,
      line_no: 90 + step,
      kind: nth === 0 ? 'cancel' : 'return',
      quantity: -1,
      net_amount: -this.#amount(),
      ordered_at: `${day(this.#today)} 0${nth}:30:00`,
    }))
    return { purchases }
  }

  #ordersOn(offset: number, orders: number): Row[] {
    return Array.from({ length: orders }, () => {
      const customer = this.#random(30)
      const known = customer < 26
      const order_id = known ? `o${customer}-${offset}` : `a${offset}-${this.#random(1e6)}`
      return Array.from({ length: 1 + this.#random(2) }, (_, nth) => ({
        order_id,
        line_no: nth + 1,
        customer_id: known ? `c${customer}` : null,
        store_id: `s${1 + (offset % 3)}`,
        channel: offset % 4 ? 'store' : 'online',
        ordered_at: `${day(offset)} ${String(this.#random(24)).padStart(2, '0')}:10:00`,
        product_id: `p${1 + this.#random(5)}`,
        quantity: 1 + this.#random(3),
        net_amount: this.#amount(),
        campaign_id: customer === 1 ? 'm1' : null,
        kind: 'sale',
      }))
    }).flat()
  }

  #some(count: number): Row[] {
    return Array.from({ length: count }, () => this.#lines[this.#random(this.#lines.length)]!)
  }

  #customer(n: number): Row {
    return {
      customer_id: `c${n}`,
      city: `City ${n % 4}`,
      home_store_id: `s${1 + (n % 3)}`,
      joined_on: day(n),
      name: `Name ${n}`,
      phone: `1380000${n}`,
    }
  }

  #amount(): number {
    return (1 + this.#random(99_999)) / 100
  }
}

/** Five within a month, so that some customers hear of too many, and one that nobody is kept out of. */
const campaigns = [40, 45, 50, 55, 60, 100].map((offset, nth) => ({
  campaign_id: `m${nth + 1}`,
  name: `Campaign ${nth + 1}`,
  kind: 'coupon',
  channel: 'sms',
  starts_on: day(offset),
  ends_on: day(offset + 20),
  window_days: 30,
}))
