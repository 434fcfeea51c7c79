import { headersKey } from '../load/map/headers-key.ts'
import type { Detection, Plan, SavedMapping } from '../load/plan.ts'

const longest = 100

/**
 * What to remember of a plan that was loaded, so that the next files with the same headers find it. Its name is that of
 * the mapping it came from, or of its sources. Detections know their files by name, as the plan does.
 */
export function mappingOf(plan: Plan, detections: readonly Detection[]): SavedMapping {
  const name = plan.mapping_name ?? plan.sources.map((source) => source.name).join(', ')
  const sources = plan.sources.map(({ name: source_name, paths, options }) => {
    const columns = detections.find(({ path }) => path === paths[0])?.columns ?? []
    const tables = plan.tables
      .filter(({ source }) => source === source_name)
      .map(({ table, columns: mapped, constants }) => ({
        table,
        ...(mapped && { columns: mapped }),
        ...(constants && { constants }),
      }))
    return { headers_key: headersKey(columns.map((column) => column.name)), options, tables }
  })
  return { name: name.slice(0, longest), sources }
}
