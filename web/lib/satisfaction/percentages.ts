/**
 * Weights as percentages with one decimal that add up to exactly 100: what rounding leaves goes to those it cut most.
 * All alike when none is above 0.
 */
export function percentages(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const tenths = weights.map((weight) => 1000 * (total > 0 ? weight / total : 1 / weights.length))
  const whole = tenths.map(Math.floor)
  const left = 1000 - whole.reduce((sum, each) => sum + each, 0)
  const cut = tenths
    .map((each, nth) => ({ nth, part: each - whole[nth]! }))
    .toSorted((a, b) => b.part - a.part || a.nth - b.nth)
  for (const { nth } of cut.slice(0, Math.round(left))) whole[nth]! += 1
  return whole.map((each) => each / 10)
}
