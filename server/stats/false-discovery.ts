/**
 * Adjusted p-values (q-values) after Benjamini and Hochberg (1995), in the order given: those ≤ 5 % hold at most 5 %
 * false discoveries on average. `tests` counts tests that were made but are not listed since their p-value is 1.
 */
export function falseDiscovery(chances: readonly number[], tests = chances.length): number[] {
  const order = chances.map((_, nth) => nth).sort((a, b) => chances[b]! - chances[a]!)
  const adjusted = new Array<number>(chances.length)
  let least = 1
  order.forEach((nth, place) => {
    least = Math.min(least, (chances[nth]! * tests) / (chances.length - place))
    adjusted[nth] = least
  })
  return adjusted
}
