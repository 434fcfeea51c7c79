/** What a select gives a fitting: numbers only, column by column; null is NaN. */
export type Statistics = Readonly<Record<string, Float64Array>>

/** Rows of a mart that was fitted before, as objects. */
export type FittedRow = Readonly<Record<string, number | string | null>>

/** What a fitting makes: the columns of its mart, all of one length. NaN and null are null. */
export type Fitted = Readonly<Record<string, ArrayLike<number | string | null>>>

/**
 * Makes a mart out of what its SQL gives and of the fitted marts that it uses. Pure and deterministic, so that the same data
 * give the same mart, however the snapshot was built.
 */
export type Fitting = (
  statistics: Statistics,
  used: Readonly<Record<string, readonly FittedRow[]>>,
) => Fitted | Promise<Fitted>

/** Columns out of rows, in the order of the names. */
export function columnsOf(names: readonly string[], rows: readonly FittedRow[]): Fitted {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]))
}
