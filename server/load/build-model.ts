import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Mart } from '../../queries/model/model.ts'
import { marts } from '../../queries/model/marts.ts'
import { tableNames } from '../../queries/tables.ts'

/** The marts of a snapshot and how each is computed. */
export interface Model {
  /** In build order. */
  readonly marts: readonly Mart[]
  /** The select of a mart. */
  readonly sql: Readonly<Record<string, string>>
  /**
   * The canonical tables and marts that a mart must be built again for when they change. Of a dictionary that it only
   * looks numbers up in, it need not: new members are named by changed rows alone.
   */
  readonly inputs: Readonly<Record<string, ReadonlySet<string>>>
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
  const inputs = Object.fromEntries(marts.map((mart) => [mart.name, inputsOf(mart, sql[mart.name]!, marts)]))
  return { marts, sql, inputs, macros, version: version.slice(0, 16) }
}

/** Names that occur outside comments and texts are taken for relations: perhaps one too many, never one too few. */
function inputsOf({ name, uses = [] }: Mart, sql: string, marts: readonly Mart[]): Set<string> {
  const code = sql.replaceAll(/--.*$/gm, '').replaceAll(/'[^']*'/g, '')
  const named = new Set(code.match(/\w+/g))
  const lists = (dictionary: string) => new RegExp(`\\bfrom\\s+${dictionary}\\b`).test(code)
  const read = marts.filter((mart) => mart.upkeep !== 'append' || lists(mart.name))
  const relations = [...tableNames, ...read.map((mart) => mart.name)]
  return new Set([...relations.filter((relation) => relation !== name && named.has(relation)), ...uses])
}
