/** Sums over people of several variables: how many, each variable, and each product of two of them. */
export interface JointMoments {
  readonly n: number
  readonly sums: readonly number[]
  /** Symmetric; on the diagonal the sums of squares. */
  readonly products: readonly (readonly number[])[]
}

/** Means, variances (divided by n) and correlations of several variables. */
export interface Joint {
  readonly n: number
  readonly means: readonly number[]
  readonly variances: readonly number[]
  /** 1 on the diagonal; 0 beside a variable that does not vary. */
  readonly correlations: readonly (readonly number[])[]
}

/** The sums of several groups together, each counted as often as said: once when nothing is said. */
export function addMoments(groups: readonly JointMoments[], times?: readonly number[]): JointMoments {
  const size = groups[0]?.sums.length ?? 0
  const sums = new Array<number>(size).fill(0)
  const products = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  let n = 0
  groups.forEach((group, nth) => {
    const count = times?.[nth] ?? 1
    if (count === 0) return
    n += count * group.n
    for (let row = 0; row < size; row += 1) {
      sums[row]! += count * group.sums[row]!
      for (let column = 0; column < size; column += 1)
        products[row]![column]! += count * group.products[row]![column]!
    }
  })
  return { n, sums, products }
}

/** A variance below this part of the mean square is rounding. */
const rounding = 1e-12

/** What the sums say about each variable and each pair. Without people everything is `NaN`. */
export function jointOf({ n, sums, products }: JointMoments): Joint {
  const means = sums.map((sum) => sum / n)
  const covariance = (row: number, column: number) =>
    products[row]![column]! / n - means[row]! * means[column]!
  const variances = sums.map((_, nth) => {
    const variance = covariance(nth, nth)
    return variance > rounding * (products[nth]![nth]! / n) ? variance : 0
  })
  const correlation = (row: number, column: number) => {
    if (row === column) return 1
    const scale = Math.sqrt(variances[row]! * variances[column]!)
    return scale > 0 ? Math.max(-1, Math.min(1, covariance(row, column) / scale)) : 0
  }
  return {
    ...{ n, means, variances },
    correlations: sums.map((_, row) => sums.map((__, column) => correlation(row, column))),
  }
}
