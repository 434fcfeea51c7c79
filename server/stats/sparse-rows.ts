/** Rows of numbers most of which are 0: those that are not, row after row, and their places in their row. */
export interface SparseRows {
  /** Where each row begins among the numbers; one more than there are rows. */
  readonly starts: Uint32Array
  readonly places: Uint16Array
  readonly values: Float64Array
}

/** Takes down `count` rows of `size` numbers. `write` fills in each of them; it is given a row of zeros. */
export function sparseRows(
  count: number,
  size: number,
  write: (row: Float64Array, at: number) => void,
): SparseRows {
  const starts = new Uint32Array(count + 1)
  const places: number[] = []
  const values: number[] = []
  const row = new Float64Array(size)
  for (let at = 0; at < count; at += 1) {
    write(row.fill(0), at)
    for (let place = 0; place < size; place += 1)
      if (row[place] !== 0) {
        places.push(place)
        values.push(row[place]!)
      }
    starts[at + 1] = places.length
  }
  return { starts, places: Uint16Array.from(places), values: Float64Array.from(values) }
}

/** The sum of a row's numbers, each times the number of `others` at its place. */
export function rowDot({ starts, places, values }: SparseRows, row: number, others: Float64Array): number {
  const end = starts[row + 1]!
  let sum = 0
  for (let at = starts[row]!; at < end; at += 1) sum += values[at]! * others[places[at]!]!
  return sum
}
