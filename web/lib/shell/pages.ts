import { m } from '../paraglide/messages.js'

/** A page of the product: where it lies, what it is called, and the letter that opens it after `g`. */
export interface Page {
  readonly path: `/${string}`
  readonly label: () => string
  readonly key: string
}

/** The pages in the order of the navigation. */
export const pages: readonly Page[] = [
  { path: '/', label: m.nav_overview, key: 'o' },
  { path: '/value', label: m.nav_value, key: 'v' },
  { path: '/churn', label: m.nav_churn, key: 'u' },
  { path: '/satisfaction', label: m.satisfaction_nav, key: 's' },
  { path: '/complaints', label: m.nav_complaints, key: 'p' },
  { path: '/roi', label: m.nav_roi, key: 'r' },
  { path: '/customers', label: m.nav_customers, key: 'c' },
  { path: '/data', label: m.nav_data, key: 'd' },
]
