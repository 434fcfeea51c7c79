import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Mart } from '../../queries/model/model.ts'
import { marts } from '../../queries/model/marts.ts'

/** The marts of a snapshot and how each is computed. */
export interface Model {
  /** In build order. */
  readonly marts: readonly Mart[]
  /** The select of a mart. */
  readonly sql: Readonly<Record<string, string>>
  /** Macros the selects use; `{{time_zone}}` stands for the chain's zone. */
  readonly macros: string
  /** Changes when any text of the model does: then no snapshot built before can be continued. */
  readonly version: string
}

/** Changed when the builder itself makes something else of the same texts. */
const builder = 1

/** The product's own model, from `queries/model`. */
export function readModel(): Model {
  const folder = new URL('../../queries/model/', import.meta.url)
  const text = (name: string) => readFileSync(new URL(`${name}.sql`, folder), 'utf8')
  return modelOf(
    marts,
    Object.fromEntries(marts.map(({ name }) => [name, text(name)])),
    text('macros.duckdb'),
  )
}

/** A model of the given texts. */
export function modelOf(
  marts: readonly Mart[],
  sql: Readonly<Record<string, string>>,
  macros: string,
): Model {
  const version = createHash('sha256')
    .update(JSON.stringify([builder, marts, sql, macros]))
    .digest('hex')
  return { marts, sql, macros, version: version.slice(0, 16) }
}
