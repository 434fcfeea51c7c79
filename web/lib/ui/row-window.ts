/** Rows from `first` up to, not including, `last` are drawn; empty space stands for the others. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

const overscan = 12
const virtual_from = 200

/** The rows to draw of a long table that is scrolled: those in sight and a few around them. A short table is drawn whole. */
export function rowWindow(count: number, scrolled: number, height: number, row_height: number): RowWindow {
  if (count <= virtual_from) return { first: 0, last: count }
  const first = Math.max(0, Math.floor(scrolled / row_height) - overscan)
  const in_sight = Math.ceil(height / row_height)
  return { first, last: Math.min(count, first + in_sight + 2 * overscan) }
}
