/**
 * How a mart is kept up to date when a batch arrives. Its SQL reads the canonical tables and earlier marts by name;
 * the builder restricts what it reads, and first deletes the rows that the SQL will write again.
 * `append`: a dictionary or a list of members; the SQL reads the mart itself and selects only members not in it yet.
 * `whole`: rebuilt from scratch; for small marts.
 * `month`: rows carry a `day`; only the months that a batch touches are rebuilt. The SQL sees the canonical tables that
 * happen restricted to those months, and restricts what it reads from earlier marts by `reg_in_build(day)`.
 * `customer`: rows carry a `customer_key`; only the customers that a batch touches are rebuilt. The SQL restricts itself
 * to the relation `customer_in_build (customer_key)`.
 * `shopper`: likewise, by `shopper_in_build (customer_key)`: also customers who bought on a day that has left the twelve
 * months that end with the data, or has come back into them.
 * `contact`: likewise, by `contact_in_build (customer_key)`: of the customers in build only who has another home store, while no
 * campaign is open on the first changed day and nothing has been told of campaigns or of what customers are.
 * `survey`: rows carry a `survey_id`, or the `survey_key` that stands for it; only the surveys are rebuilt of which something
 * has changed, their order or their customer included. The SQL restricts itself to `survey_in_build (survey_id)`.
 * `complaint`: likewise, by `complaint_id` and `complaint_in_build (complaint_id)`; all complaints of a customer are rebuilt
 * together.
 * `campaign`: rows carry a `campaign_id`; only the campaigns are rebuilt of which rows in the marts that it reads have
 * changed, all of which carry a `campaign_id` too. The SQL restricts itself to `campaign_in_build (campaign_id)`.
 * `peer`: likewise, by `peer_in_build (campaign_id)`: also campaigns in whose window, or the twelve months before, anybody
 * bought, and all of them when a customer has another home store.
 * `table`: rows say by `table_name` which canonical table they are about, and come of that table and those it refers to;
 * only the rows about changed tables, and tables that refer to one, are rebuilt.
 * `tally`: the last columns count or add up rows of `customer` marts by the others, which the mart is sorted by. What the SQL
 * counts of the customers in build as they were is taken off, and what it counts of them now is added.
 * `fitted`: made by a statistical fit of what the SQL gives, numbers only.
 */
export type Upkeep = 'append' | 'whole' | 'month' | 'table' | 'tally' | 'fitted' | Member

/** Of the marts that are kept up by members: the column that names the member, and the table or mart that has them all. */
export const members = {
  customer: { key: 'customer_key', all: 'customer_key' },
  shopper: { key: 'customer_key', all: 'customer_key' },
  contact: { key: 'customer_key', all: 'customer_key' },
  survey: { key: 'survey_id', all: 'surveys' },
  complaint: { key: 'complaint_id', all: 'complaints' },
  campaign: { key: 'campaign_id', all: 'campaign' },
  peer: { key: 'campaign_id', all: 'campaign' },
} as const satisfies Record<string, { key: string; all: string }>

/** What a mart is kept up by, if one by one. */
export type Member = keyof typeof members

/** The member that a mart is kept up by; null when it is kept up otherwise. */
export const memberOf = ({ upkeep }: Mart): Member | null => (upkeep in members ? (upkeep as Member) : null)

/** A table of the snapshot that pages read. Its SQL is `queries/model/<name>.sql`, one select that serves both engines. */
export interface Mart {
  readonly name: string
  readonly upkeep: Upkeep
  /** Sort order, so that a period, a store or a customer is found without reading the rest. */
  readonly order_by: readonly string[]
  /** Columns of an `append` mart in order, since its SQL reads it before it has rows, and of a `fitted` one. */
  readonly columns?: Readonly<Record<string, 'varchar' | 'integer' | 'double'>>
  /**
   * Small marts: what a `fitted` one takes as a whole beside what its SQL gives, and what one kept up by months, by members or
   * by counting them reads that speaks of none of them in particular. When one of them changes, it is built again for all.
   */
  readonly uses?: readonly string[]
  /** Of a `month` mart: from nothing it is written in one piece, sorted from end to end instead of month by month. */
  readonly is_gathered?: true
  /**
   * Of a `tally` mart: the last day that a row speaks of; null is yet to come. Whatever happened later, the row stands, unless
   * something else is said of customers than before.
   */
  readonly ends_on?: string
  /**
   * No mart reads it but such as stand aside too: an increment builds these beside the marts that come after the first of them.
   * They read earlier marts alone, as a whole.
   */
  readonly stands_aside?: true
  /** Of a `month` mart: the next one reads its rows as they come, before they are sorted: then those of an order lie close together. */
  readonly feeds_next?: true
  /** Of a `fitted` mart: raised when the fit makes something else of the same statistics. */
  readonly revision?: number
}
