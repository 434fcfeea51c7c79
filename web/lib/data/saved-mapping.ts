import { headersKey } from './headers-key.ts'
import type { ColumnSuggestion, Detection, Plan, SavedMapping, TablePlan } from '../../../queries/loading/plan.ts'

/** The mapping of a plan under a name; sources that fill nothing are left out. */
export async function mappingOf(
  name: string,
  plan: Plan,
  detections: readonly Detection[],
): Promise<SavedMapping> {
  const sources = plan.sources.map(async ({ name: source, paths, options }) => {
    const columns = detections.find(({ path }) => path === paths[0])?.columns ?? []
    const tables = plan.tables.filter((entry) => entry.source === source)
    return {
      headers_key: await headersKey(columns.map((column) => column.name)),
      options,
      tables: tables.map(({ source: _, ...entry }) => entry),
    }
  })
  const filling = (await Promise.all(sources)).filter(({ tables }) => tables.length > 0)
  return { name, sources: filling, ...(plan.scale && { scale: plan.scale }) }
}

/** Sources of a plan in which somebody chose a column or a fixed value that was not suggested: worth keeping. */
export function chosenSources(plan: Plan, suggestions: readonly ColumnSuggestion[]): readonly string[] {
  const suggested = new Set(
    suggestions.map(({ source, column, table, field }) => JSON.stringify([source, table, field, column])),
  )
  const isChosen = ({ source, table, columns = {}, constants = {} }: TablePlan) =>
    Object.keys(constants).length > 0 ||
    Object.entries(columns).some(
      ([field, column]) => !suggested.has(JSON.stringify([source, table, field, column])),
    )
  return [...new Set(plan.tables.filter(isChosen).map(({ source }) => source ?? ''))]
}
