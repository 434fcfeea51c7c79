import type { Row } from '../../../queries/metric.ts'
import type { rfmGrid } from '../../../queries/value/rfm_grid.ts'
import type { HeatCell } from '../charts/heat-map-chart.ts'
import { format } from '../format.ts'

export const gridMeasures = ['customers', 'amount', 'mean_amount', 'mean_monetary_score'] as const
export type GridMeasure = (typeof gridMeasures)[number]
type GridRow = Row<typeof rfmGrid>

/** A cell of the grid with its code (`R5F4`) and the row behind it; null where there is no customer. */
export interface GridCell extends HeatCell {
  readonly code: string
  readonly source: GridRow | null
}

/** What the cells show; the number of customers when the address does not say. */
export function readGridMeasure(text: string | null): GridMeasure {
  return gridMeasures.find((name) => name === text) ?? 'customers'
}

const units = {
  customers: 'count',
  amount: 'money',
  mean_amount: 'money',
  mean_monetary_score: 'score',
} as const
const notes = { customers: 'share_of_customers', amount: 'share_of_amount' } as const

/** All twenty-five cells, the most recent row first and the least frequent column first. */
export function gridCells(rows: readonly GridRow[], measure: GridMeasure): GridCell[] {
  return [5, 4, 3, 2, 1].flatMap((recency, row) =>
    [1, 2, 3, 4, 5].map((frequency, column) => {
      const source =
        rows.find((one) => one.recency_score === recency && one.frequency_score === frequency) ?? null
      const value = source?.[measure] ?? null
      const note = measure in notes ? source?.[notes[measure as keyof typeof notes]] : undefined
      return {
        ...{ code: `R${recency}F${frequency}`, source, row, column, value },
        text: source ? format(value, units[measure], { compact: true, currency: false }) : '',
        ...(note != null && { note: format(note, 'ratio') }),
      }
    }),
  )
}
