/**
 * How a mart is kept up to date when a batch arrives.
 * `append`: a dictionary; new members are added, numbers never change.
 * `whole`: rebuilt from scratch; for small marts.
 * `month`: rows carry a `day`; only the months that a batch touches are rebuilt.
 * `customer`: rows carry a `customer_key`; only the customers that a batch touches are rebuilt.
 */
export type Upkeep = 'append' | 'whole' | 'month' | 'customer'

/** A table of the snapshot that pages read. Its SQL is `queries/model/<name>.sql`, one select that serves both engines. */
export interface Mart {
  readonly name: string
  readonly upkeep: Upkeep
  /** Sort order, so that a period, a store or a customer is found without reading the rest. */
  readonly order_by: readonly string[]
}
