/** A square matrix, row after row; of a symmetric one only the lower triangle counts. */
export interface SquareMatrix {
  readonly size: number
  readonly values: Float64Array
}

/** L with L Lᵀ = a symmetric matrix, both ways round so that either can be read row after row. */
export interface Cholesky {
  readonly size: number
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** The root of a symmetric matrix; null when it is not positive definite. */
export function cholesky({ size, values }: SquareMatrix): Cholesky | null {
  const [lower, upper] = [new Float64Array(size * size), new Float64Array(size * size)]
  for (let row = 0; row < size; row += 1) {
    const at = row * size
    let squares = 0
    for (let col = 0; col < row; col += 1) {
      const above = col * size
      let sum = 0
      for (let i = 0; i < col; i += 1) sum += lower[above + i]! * lower[at + i]!
      const value = (values[at + col]! - sum) / lower[above + col]!
      lower[at + col] = upper[above + row] = value
      squares += value * value
    }
    const rest = values[at + row]! - squares
    if (!(rest > 0)) return null
    lower[at + row] = upper[at + row] = Math.sqrt(rest)
  }
  return { size, lower, upper }
}

/** The solution x of L Lᵀ x = `right`. */
export function solveCholesky(root: Cholesky, right: Float64Array): Float64Array {
  const x = right.slice()
  forward(root, x, 0)
  backward(root, x)
  return x
}

/** The solution x of Lᵀ x = `right`. */
export function solveUpper(root: Cholesky, right: Float64Array): Float64Array {
  const x = right.slice()
  backward(root, x)
  return x
}

/** The diagonal of the inverse of L Lᵀ: the squares of each column of the inverse of L. */
export function inverseDiagonal(root: Cholesky): Float64Array {
  const diagonal = new Float64Array(root.size)
  const x = new Float64Array(root.size)
  for (let at = 0; at < root.size; at += 1) {
    x.fill(0)[at] = 1
    forward(root, x, at)
    for (let row = at; row < root.size; row += 1) diagonal[at]! += x[row]! * x[row]!
  }
  return diagonal
}

/** Solves L x = x in place, where the numbers before place `first` are 0. */
function forward({ size, lower }: Cholesky, x: Float64Array, first: number): void {
  for (let row = first; row < size; row += 1) {
    const at = row * size
    let rest = x[row]!
    for (let i = first; i < row; i += 1) rest -= x[i]! * lower[at + i]!
    x[row] = rest / lower[at + row]!
  }
}

/** Solves Lᵀ x = x in place. */
function backward({ size, upper }: Cholesky, x: Float64Array): void {
  for (let row = size - 1; row >= 0; row -= 1) {
    const at = row * size
    let rest = x[row]!
    for (let i = row + 1; i < size; i += 1) rest -= x[i]! * upper[at + i]!
    x[row] = rest / upper[at + row]!
  }
}
