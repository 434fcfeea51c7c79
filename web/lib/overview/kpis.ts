import { addDays, addYears } from '../../../queries/day.ts'
import type { Range } from '../../../queries/day.ts'
import { churn } from '../../../queries/kpi/churn.ts'
import { complaints } from '../../../queries/kpi/complaints.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import { repeatRate } from '../../../queries/kpi/repeat_rate.ts'
import { roi } from '../../../queries/kpi/roi.ts'
import { sales } from '../../../queries/kpi/sales.ts'
import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import { min_n } from './kpi.ts'
import type { Kpi, Reading } from './kpi.ts'
import { eventRate } from './significance.ts'

const inactive_days = churn.params.inactive_days.default

/** The key figures in the order of their cards. */
export const kpis: readonly Kpi[] = [
  define(sales, {
    id: 'net_sales',
    unit: 'money',
    good: 'up',
    of: 'orders',
    is_total: true,
    who: 'active',
    read: (row) => count(row.net_sales, row.orders),
  }),
  define(sales, {
    id: 'identified_share',
    unit: 'ratio',
    good: 'up',
    of: 'orders',
    who: 'active',
    read: (row) => count(row.identified_share, row.orders),
  }),
  define(customers, {
    id: 'active_customers',
    unit: 'count',
    good: 'up',
    of: 'customers',
    is_total: true,
    who: 'active',
    asks: { reactivated: 'left_out' },
    ranked_by: 'active_customers',
    moved_by: 'active_customers',
    read: (row) => count(row.active_customers, null),
    people: (row) => row.active_customers,
  }),
  define(customers, {
    id: 'new_customers',
    unit: 'count',
    good: 'up',
    of: 'customers',
    is_total: true,
    who: 'new',
    looks_back: ({ from }) => addYears(from, -1),
    asks: { reactivated: 'left_out' },
    ranked_by: 'active_customers',
    moved_by: 'active_customers',
    read: (row) => count(row.new_customers, row.active_customers),
    people: (row) => row.new_customers,
  }),
  define(repeatRate, {
    id: 'repeat_rate',
    unit: 'ratio',
    good: 'up',
    of: 'customers',
    who: 'repeat',
    looks_back: ({ to }) => addDays(addYears(to, -1), 1),
    ranked_by: 'active_customers',
    moved_by: 'active_customers',
    read: (row) => rate(row.repeat_rate, row.repeat_rate_low, row.repeat_rate_high, row.customers),
    people: (row) => row.repeat_customers,
  }),
  define(churn, {
    id: 'churn_rate',
    unit: 'ratio',
    good: 'down',
    grows: true,
    of: 'customers',
    who: 'lapsed',
    looks_back: ({ from }) => addDays(from, -inactive_days),
    ranked_by: 'churn_rate',
    moved_by: 'active_customers',
    read: (row) => rate(row.churn_rate, row.churn_rate_low, row.churn_rate_high, row.customers_at_start),
    people: (row) => row.lapsed_customers,
  }),
  define(satisfaction, {
    id: 'nps',
    unit: 'score',
    good: 'up',
    of: 'answers',
    finest: 'month',
    who: 'detractors',
    ranked_by: 'nps',
    read: (row) => score(row.nps, row.nps_low, row.nps_high, row.nps_n),
  }),
  define(satisfaction, {
    id: 'csat',
    unit: 'ratio',
    good: 'up',
    of: 'answers',
    finest: 'month',
    who: null,
    ranked_by: 'csat',
    read: (row) => score(row.csat, row.csat_low, row.csat_high, row.csat_n),
  }),
  define(complaints, {
    id: 'complaints_per_1000_orders',
    unit: 'quantity',
    good: 'down',
    of: 'orders',
    who: 'complainants',
    ranked_by: 'complaints_per_1000_orders',
    moved_by: 'complaints_per_1000_orders',
    read: (row) => ({
      ...count(row.complaints_per_1000_orders, row.orders),
      estimate: eventRate(row.complaints ?? 0, row.orders ?? 0, 1000),
    }),
  }),
  define(roi, {
    id: 'roi',
    title: roi.title,
    unit: 'ratio',
    good: 'up',
    of: 'campaigns',
    finest: 'month',
    who: null,
    read: (row) => rate(row.roi, row.roi_low, row.roi_high, row.campaigns),
  }),
]

type Usual = 'title' | 'is_total' | 'grows' | 'finest' | 'ranked_by' | 'moved_by' | 'looks_back' | 'asks'
type Definition<M extends Metric> = Omit<Kpi, 'metric' | 'read' | 'people' | Usual> &
  Partial<Pick<Kpi, Usual>> & {
    readonly read: (row: Row<M>) => Reading
    readonly people?: (row: Row<M>) => number | null
  }

function define<M extends Metric>(metric: M, definition: Definition<M>): Kpi {
  const title = metric.columns[definition.id]?.title
  const usual = {
    title,
    is_total: false,
    finest: 'day',
    ranked_by: 'net_sales',
    moved_by: 'net_sales',
    looks_back: ({ from }: Range) => from,
  } as const
  const people = definition.people ?? (() => null)
  return { ...usual, ...definition, people, metric } as unknown as Kpi
}

function count(value: number | null, n: number | null): Reading {
  return { value, n, estimate: null, suppressed: false }
}

function rate(value: number | null, low: number | null, high: number | null, n: number | null): Reading {
  const known = value !== null && low !== null && high !== null
  return { value, n, estimate: known ? { value, low, high } : null, suppressed: false }
}

function score(value: number | null, low: number | null, high: number | null, n: number | null): Reading {
  if ((n ?? 0) >= min_n) return rate(value, low, high, n)
  return { value: null, estimate: null, n, suppressed: (n ?? 0) > 0 }
}
