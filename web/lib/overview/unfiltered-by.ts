import type { Dimension } from '../view-state.ts'

/** Parameters without the filter of one dimension: a chart split by it keeps its shape when one of its marks is clicked. */
export function unfilteredBy<P extends object>(params: P, dimension: Dimension): P {
  return { ...params, [dimension]: [] }
}
