import { m } from '../paraglide/messages.js'
import type { Dimension } from '../view-state.ts'

const names: Readonly<Record<Dimension, () => string>> = {
  region: m.dimension_region,
  store: m.dimension_store,
  channel: m.dimension_channel,
  category: m.dimension_category,
  grade: m.dimension_grade,
  segment: m.dimension_segment,
}

/** The words for a dimension: 区域, Region. */
export function dimensionName(dimension: Dimension): string {
  return names[dimension]()
}
