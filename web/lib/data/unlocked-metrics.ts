import type { Metric } from '../../../queries/metric.ts'
import type { TableName } from '../../../queries/tables.ts'

/** The questions that have no answer only until a table is loaded, or until it and others that are missing too. */
export function unlockedMetrics(metrics: readonly Metric[], table: TableName): readonly Metric[] {
  return metrics.filter((metric) => metric.needs.includes(table))
}
