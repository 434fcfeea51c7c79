import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { compose } from '../../server/engine/sql.ts'
import type { Question } from '../../server/engine/engine.ts'

const folder = new URL('straight/', import.meta.url)
const parts = new Map(
  readdirSync(new URL('selection/', folder)).map((file) => [
    basename(file, '.sql'),
    readFileSync(new URL(`selection/${file}`, folder), 'utf8'),
  ]),
)

/** Whether somebody wrote the question in plain SQL over base tables. */
export function hasStraightSql(id: string): boolean {
  return existsSync(new URL(`${id}.sql`, folder))
}

/**
 * The question in plain SQL over base tables, as a dashboard would send it: a line whose lists are all empty is left
 * out, so that what is not filtered costs nothing. A comment may name the lists that a line stands for.
 */
export function straightSql({ id, params }: Pick<Question, 'id' | 'params'>): string {
  const sql = compose(readFileSync(new URL(`${id}.sql`, folder), 'utf8'), parts)
  return sql
    .split('\n')
    .filter((line) => !filtersNothing(line, params))
    .join('\n')
}

function filtersNothing(line: string, params: Question['params']): boolean {
  const lists = [...line.matchAll(/\$(\w+)/g)].map(([, name]) => params[name!]).filter(Array.isArray)
  return lists.length > 0 && lists.every((list) => list.length === 0)
}
