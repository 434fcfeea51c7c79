import { headersKey } from './headers-key.ts'
import type { Detection, Plan, SourceOptions, TablePlan } from './loading-plan.ts'

/** A plan as it is kept for the next files with the same headers. */
export interface SavedMapping {
  readonly name: string
  readonly sources: readonly {
    readonly headers_key: string
    readonly options: SourceOptions
    readonly tables: readonly Omit<TablePlan, 'source'>[]
  }[]
}

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
  return { name, sources: (await Promise.all(sources)).filter(({ tables }) => tables.length > 0) }
}
