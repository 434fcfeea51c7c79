import type { heatMap } from '../../../queries/complaints/heat_map.ts'
import type { Row } from '../../../queries/metric.ts'

type Cell = Row<typeof heatMap>

/** A store of the heat map: how far its furthest category lies above expectation, and all of its complaints. */
export interface HeatStore {
  readonly id: string
  readonly name: string
  readonly deviation: number
  readonly complaints: number
}

/** The stores of the map, furthest above expectation first, then those with most complaints. */
export function heatStores(cells: readonly Cell[]): HeatStore[] {
  const stores = Map.groupBy(cells, ({ store_id }) => store_id!)
  return [...stores]
    .map(([id, own]) => ({
      id,
      name: own[0]!.store_name ?? id,
      deviation: Math.max(0, ...own.map(({ deviation }) => deviation ?? 0)),
      complaints: own.reduce((sum, { complaints }) => sum + (complaints ?? 0), 0),
    }))
    .sort((a, b) => b.deviation - a.deviation || b.complaints - a.complaints)
}
