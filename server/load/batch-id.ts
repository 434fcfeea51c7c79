import { createHash } from 'node:crypto'
import type { Plan } from '../../queries/loading/plan.ts'

/** One file as a batch's identity sees it: what it holds, not what it is called or where it lies. */
export interface SourceHash {
  /** Name of the logical source that the plan reads it as. */
  readonly source: string
  readonly sha256: string
}

/**
 * The id of the batch that these files under this plan make: 16 hex digits. The same content read the same way is the
 * same batch, under whatever file names and in whatever order the files are given. A plan in SQL calls its sources by name.
 */
export function batchId(hashes: readonly SourceHash[], plan: Plan): string {
  const { mapping_name: _, max_reject_share: __, ...reading } = plan
  const inSql = plan.tables.some(({ sql }) => sql !== undefined)
  const called = inSql ? new Map<string, string>() : byContent(hashes, plan)
  const nameOf = (source: string) => called.get(source) ?? source
  const files = hashes.map(({ source, sha256 }) => `${nameOf(source)} ${sha256}`).sort()
  const sources = plan.sources.map(({ name, options }) => canonical({ name: nameOf(name), options })).sort()
  const tables = plan.tables
    .map((table) => canonical({ ...table, ...(table.source && { source: nameOf(table.source) }) }))
    .sort()
  return digest(canonical({ files, plan: { ...reading, sources, tables } }))
}

/** Sources are mostly named after their files; here by what is in these and how it is read. */
function byContent(hashes: readonly SourceHash[], { sources }: Plan): Map<string, string> {
  const contentOf = (name: string) =>
    hashes.flatMap(({ source, sha256 }) => (source === name ? [sha256] : [])).sort()
  return new Map(
    sources.map(({ name, options }) => [name, digest(canonical({ files: contentOf(name), options }))]),
  )
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** JSON whose text does not depend on the order in which keys were set. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
