import { existsSync, readFileSync } from 'node:fs'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { command } from '../browser/service.ts'

const project = join(import.meta.dirname, '..', '..')
const shared = join(project, '..', 'shared')

/** Whether the real files are on this machine; they are too large for the repository. */
export const has_real_data = existsSync(join(shared, 'data'))
if (!has_real_data) console.warn(`SKIPPED: the tests with real data need ${shared}, which is not there.`)

/** Path of a real file or folder. */
export const realFile = (...parts: string[]) => join(shared, 'data', ...parts)

/** Path of one of the mapping files that come with the product. */
export const exampleMapping = (name: string) => join(project, 'server/load/map/examples', `${name}.yaml`)

/** A published or independently computed case: what goes in and what comes out. */
export interface GoldenCase {
  readonly id: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly computed: unknown
}

/** All cases of a file; none where the files are not on this machine. */
export function goldenCases(file: string): readonly GoldenCase[] {
  if (!has_real_data) return []
  const text = readFileSync(join(shared, 'golden', `${file}.json`), 'utf8')
  return (JSON.parse(text) as { cases: GoldenCase[] }).cases
}

/** What a case says the result is. Throws for a case that is not in the file. */
export function golden(file: string, id: string): unknown {
  const found = goldenCases(file).find((each) => each.id === id)
  if (found === undefined) throw new Error(`${file}.json has no case ${id}`)
  return found.computed
}

/** Rows of a CSV file (or .gz), read by another reader than the product's: text by column name. */
export function rawRows(path: string): AsyncIterable<Record<string, string>> {
  const bytes = createReadStream(path)
  const text = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  return text.pipe(parse({ columns: true, bom: true }))
}

export type AnswerRow = Record<string, string | number | null>

/** The answer of `regulars query`; parameters named like its options are given as such. */
export async function ask(
  folder: string,
  metric: string,
  params: Readonly<Record<string, string>> = {},
): Promise<AnswerRow[]> {
  const given = Object.entries(params).flatMap(([name, value]) =>
    name === 'from' || name === 'to' ? [`--${name}`, value] : ['--param', `${name}=${value}`],
  )
  const { rows } = JSON.parse(await command(folder, 'query', metric, '--json', ...given)) as {
    rows: AnswerRow[]
  }
  return rows
}

/** What `regulars load --json` reports. */
export interface Loaded {
  readonly outcome: string
  readonly batch_id: string
  readonly data_version: string
  readonly check: {
    readonly sources: readonly { source: string; rows_in: number; rows_read: number; rejected: number }[]
    readonly tables: readonly (Readonly<
      Record<'accepted' | 'rejected' | 'duplicates' | 'unchanged', number>
    > & {
      readonly table: string
      readonly rows_in: number
      readonly sums: Readonly<Record<string, string>>
    })[]
  }
}

/** Loads files as a user would from a terminal. */
export async function load(folder: string, ...args: string[]): Promise<Loaded> {
  return JSON.parse(await command(folder, 'load', ...args, '--json')) as Loaded
}

/** Rows of each source and table, and how many of them did not arrive: `[name, rows, lost]`. */
export function accounts({ check }: Loaded): [string, number, number][] {
  return [
    ...check.sources.map(({ source, rows_in, rows_read }) => [source, rows_in, rows_in - rows_read] as const),
    ...check.tables.map(({ table, rows_in, accepted }) => [table, rows_in, rows_in - accepted] as const),
  ].map(([name, rows, lost]) => [name, rows, lost])
}

/** Adds to the number under a key. */
export function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
