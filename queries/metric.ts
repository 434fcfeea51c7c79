/** Languages the product speaks; every title and definition exists in each of them. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export type Text = Readonly<Record<Locale, string>>

/**
 * What a column holds. A unit fixes the Arrow type, the TypeScript type and how a page prints the value:
 * `date` calendar day `YYYY-MM-DD`; `instant` ISO 8601 UTC; `count` whole number; `quantity` any number;
 * `ratio` 0–1; `money` in the chain's currency; `days` and `hours` durations; `score` points on a survey or index scale;
 * `text` words a person reads; `id` an identifier; `flag` true or false.
 */
export type Unit =
  | 'date'
  | 'instant'
  | 'text'
  | 'id'
  | 'count'
  | 'quantity'
  | 'ratio'
  | 'money'
  | 'days'
  | 'hours'
  | 'score'
  | 'flag'

type ValueOf<U extends Unit> = U extends 'date' | 'instant' | 'text' | 'id'
  ? string
  : U extends 'flag'
    ? boolean
    : number

/**
 * What codes are called: by code, the key of the pages' message that says it, or the words themselves where a contract has them
 * already. A message may hold columns of the row in braces. `''` stands for null; a code that is not listed is the chain's own.
 */
export type Words = Readonly<Record<string, string | Text>>

/** A column of an answer. Every column may be null: null means "not known" or "nothing to divide by", never zero. */
export interface Column<U extends Unit = Unit> {
  readonly unit: U
  readonly title: Text
  /** What its codes are called, where it holds codes. */
  readonly words?: Words
  /** Set where a cell holds several codes with commas between. */
  readonly is_list?: true
  /** The column of the same row, or `$` and the parameter, on which its codes depend: they are listed as `<its value>.<code>`. */
  readonly within?: string
  /** The dimension whose members it names, or `$` and the parameter or column that says which: common names have words too. */
  readonly member_of?: string
}
export type Columns = Readonly<Record<string, Column>>

/** What people decide once and every question follows: `agreed_weights`, a list of `AgreedWeights`. */
export type Decision = 'agreed_weights'

/** A parameter of a question, as a client writes it in a URL. A list is a repeated key; an absent list filters nothing. */
export interface Param {
  readonly kind: 'date' | 'choice' | 'list' | 'count' | 'number' | 'text'
  readonly title: Text
  /** Absent: the parameter must be given (a list is never required). */
  readonly default?: string | number
  readonly choices?: readonly string[]
  /** What the choices are called. */
  readonly words?: Words
  readonly min?: number
  readonly max?: number
  /** Asked as of the metrics beside it, and without effect on this one: it keeps its default. */
  readonly is_ignored?: boolean
  /** Not asked by a client: what people have decided for the whole chain, as JSON that the server fills in. */
  readonly decided?: Decision
}
export type Params = Readonly<Record<string, Param>>

type ParamValue<P extends Param> = P['kind'] extends 'list'
  ? readonly string[]
  : P['kind'] extends 'count' | 'number'
    ? number
    : P extends { choices: readonly (infer C)[] }
      ? C
      : string

/**
 * Parameters as a caller gives them: lists and parameters with a default may be left out. Of a metric whose own type
 * is not known, anything that a parameter may hold.
 */
export type ParamsOf<M extends Metric> = string extends keyof M['params']
  ? Readonly<Record<string, string | number | readonly string[]>>
  : KnownParams<M['params']>

type KnownParams<P extends Params> = {
  readonly [K in keyof P as P[K] extends Optional ? never : K]: ParamValue<P[K]>
} & {
  readonly [K in keyof P as P[K] extends Optional ? K : never]?: ParamValue<P[K]>
}
type Optional = { default: string | number } | { kind: 'list' }

/** One row of a metric's answer. */
export type Row<M extends Metric> = RowOf<M['columns']>

/** One row of what a metric's SQL gives: that of the answer itself, unless statistics come between the two. */
export type ReadRow<M extends Metric> = RowOf<
  [NonNullable<M['reads']>] extends [never] ? M['columns'] : NonNullable<M['reads']>
>

type RowOf<C extends Columns> = { [K in keyof C]: ValueOf<C[K]['unit']> | null }

/**
 * A question the product can answer. Its SQL lies beside it under the same name; route, validation, OpenAPI,
 * client types, number formats, catalogue and the two-engine parity test are derived from the two.
 */
export interface Metric<
  P extends Params = Params,
  C extends Columns = Columns,
  R extends Columns | undefined = Columns | undefined,
> {
  /** `<topic>/<name>`, also the path of its SQL below `queries/` and of its route below `/api/metrics/`. */
  readonly id: string
  readonly title: Text
  /** How the number is defined, in words a marketer understands. */
  readonly definition: Text
  /**
   * Canonical tables without which the question has no answer; the page says which one is missing. `any_cost` stands for the cost
   * ledger or what contacts of campaigns cost: one of them is enough.
   */
  readonly needs: readonly string[]
  readonly params: P
  readonly columns: C
  /**
   * What the SQL gives where the answer is worked out of it by statistics: counts and sums, never one row per purchase.
   * `server/analysis/<id>.ts` then makes `columns` of it. Absent: the SQL gives `columns` itself.
   */
  readonly reads?: R
  /**
   * For which parameters statistics are done; for others the SQL gives `columns`, and what else it reads is left away. Absent: for
   * all.
   */
  readonly analysed_for?: (params: Readonly<Record<string, unknown>>) => boolean
  /** In so many shares parts of its statistics can be done at once. Absent: they are done in one go. */
  readonly shares?: number
  /** Parameters beyond the standard ones that the parity test must also run. */
  readonly examples?: readonly Readonly<Record<string, string | number | readonly string[]>>[]
}

/** Declares a metric; it only fixes the types. */
export function defineMetric<
  const P extends Params,
  const C extends Columns,
  const R extends Columns | undefined = undefined,
>(metric: Metric<P, C, R>): Metric<P, C, R> {
  return metric
}

/** Canonical tables that an answer rests on; costs may lie in the ledger, with the contacts of campaigns, or in both. */
export function tablesBehind({ needs }: Metric): string[] {
  return needs.flatMap((name) => (name === 'any_cost' ? ['costs', 'campaign_contacts'] : [name]))
}
