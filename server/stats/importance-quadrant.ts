/** Importance–performance analysis (Martilla & James 1977): where to concentrate, keep up, not bother, or do less. */
export type Quadrant = 'concentrate' | 'keep' | 'low' | 'overkill'

/** The quadrant of each item; the lines stand at the means of importance and of performance, and belong to what is high. */
export function importanceQuadrants(
  items: readonly { readonly importance: number; readonly performance: number }[],
): Quadrant[] {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const importance = mean(items.map((item) => item.importance))
  const performance = mean(items.map((item) => item.performance))
  return items.map((item) => {
    if (item.importance >= importance) return item.performance >= performance ? 'keep' : 'concentrate'
    return item.performance >= performance ? 'overkill' : 'low'
  })
}
