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
  { path: '/roi', label: m.nav_roi, key: 'r' },
  { path: '/customers', label: m.nav_customers, key: 'c' },
  { path: '/data', label: m.nav_data, key: 'd' },
]
