import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const queries = new URL('../../queries/', import.meta.url)
const lexeme = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$?[a-z_]\w*/gi
const skipped = /^(?:--|\/\*|'|")/
const leading = /^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/
const opening = /^with\b/i

/** Named relations that a metric may read: their names and the select that defines each. */
export type Selections = ReadonlyMap<string, string>

/** Names of the holes (`$name`) in SQL, each once, in order of appearance; comments and literals are not looked at. */
export function holesIn(sql: string): string[] {
  return [...new Set(words(sql).filter(isHole))].map((hole) => hole.slice(1))
}

/** The same SQL with every hole replaced by what `write` returns for its name. */
export function rewriteHoles(sql: string, write: (name: string) => string): string {
  return sql.replace(lexeme, (word) => (isHole(word) ? write(word.slice(1)) : word))
}

/**
 * SQL that stands alone: the selections it names, and those that these name in turn, are put in front of it as
 * common table expressions, each after the ones it needs. SQL that names none comes back as it is.
 */
export function compose(sql: string, selections: Selections): string {
  const needed = neededBy(sql, selections)
  if (needed.length === 0) return sql
  const expressions = needed.map((name) => `${name} as (\n${trimmed(selections.get(name)!)}\n)`).join(',\n')
  const start = leading.exec(sql)![0].length
  const [head, body] = [sql.slice(0, start), sql.slice(start)]
  return opening.test(body)
    ? `${head}with ${expressions},\n${body.replace(opening, '').trimStart()}`
    : `${head}with ${expressions}\n${body}`
}

const texts = new Map<string, string>()

/** The SQL of a metric or mart, read once from `queries/<id>.sql` and composed with the selections it names. */
export function sqlOf(id: string): string {
  const known = texts.get(id)
  if (known !== undefined) return known
  const sql = trimmed(compose(readFileSync(new URL(`${id}.sql`, queries), 'utf8'), allSelections()))
  texts.set(id, sql)
  return sql
}

let selections: Selections | undefined

/** Every selection of the product, by name, from `queries/selection/`. */
export function allSelections(): Selections {
  const folder = new URL('selection/', queries)
  selections ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => [basename(file, '.sql'), readFileSync(new URL(file, folder), 'utf8')]),
  )
  return selections
}

function words(sql: string): string[] {
  return (sql.match(lexeme) ?? []).filter((word) => !skipped.test(word))
}

function isHole(word: string): boolean {
  return word.startsWith('$')
}

function neededBy(sql: string, selections: Selections, found: string[] = [], above: string[] = []): string[] {
  for (const name of words(sql)) {
    const text = selections.get(name)
    if (text === undefined || found.includes(name)) continue
    if (above.includes(name)) throw new Error(`selections name each other: ${[...above, name].join(' → ')}`)
    neededBy(text, selections, found, [...above, name])
    found.push(name)
  }
  return found
}

function trimmed(sql: string): string {
  return sql.trim().replace(/;$/, '')
}
