/**
 * The exponent k with which a figure grows with size, figure ≈ c × sizeᵏ: the slope of a straight line through the
 * logarithms. 0 is no growth, 1 is in proportion. Null with fewer than two sizes or a figure that is not positive.
 */
export function growthExponent(points: readonly (readonly [size: number, figure: number])[]): number | null {
  if (points.length < 2 || points.some(([size, figure]) => !(size > 0 && figure > 0))) return null
  const logs = points.map(([size, figure]) => [Math.log(size), Math.log(figure)] as const)
  const [mean_size, mean_figure] = [0, 1].map((axis) => mean(logs.map((log) => log[axis]!))) as [
    number,
    number,
  ]
  const spread = mean(logs.map(([size]) => (size - mean_size) ** 2))
  if (spread === 0) return null
  return mean(logs.map(([size, figure]) => (size - mean_size) * (figure - mean_figure))) / spread
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
