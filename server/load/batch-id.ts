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
 * same batch, under whatever file names and in whatever order the files are given.
 */
export function batchId(hashes: readonly SourceHash[], plan: Plan): string {
  const files = hashes.map(({ source, sha256 }) => `${source} ${sha256}`).sort()
  const { mapping_name: _, max_reject_share: __, ...reading } = plan
  const sources = plan.sources.map(({ name, options }) => ({ name, options }))
  return createHash('sha256')
    .update(canonical({ files, plan: { ...reading, sources } }))
    .digest('hex')
    .slice(0, 16)
}

/** JSON whose text does not depend on the order in which keys were set. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
