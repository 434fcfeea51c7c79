import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import type { SourceOptions } from '../../queries/loading/plan.ts'
import { detectFile } from '../../server/load/read/detect-file.ts'
import { injections } from '../fixtures/hostile.ts'
import { checking, planOf } from '../load/check/run-check.ts'
import { report } from './tier.ts'

const folder = mkdtempSync(join(tmpdir(), 'regulars-columns-'))
afterAll(() => rmSync(folder, { recursive: true }))

const figures = { headers: 0, cells: 0, constants: 0, changed: 0, lost: 0 }
const fields = {
  stores: ['store_id', 'name', 'region', 'city'],
  products: ['product_id', 'name', 'category', 'brand'],
} as const
const width = fields.stores.length + fields.products.length
/** Words such as `null` are left out: in a cell they say that there is nothing. */
const texts = injections.filter((text) => /\W/.test(text) && text.trim() !== '' && text !== '?')
const groups = Array.from({ length: Math.ceil(texts.length / width) }, (_, n) =>
  Array.from({ length: width }, (_, k) => texts[(n * width + k) % texts.length]!),
)

const quoted = (text: string, mark: string) => `${mark}${text.replaceAll(mark, mark + mark)}${mark}`
/** Every text as a header, and in the cell below it the one before. */
const csv = (names: readonly string[]) =>
  [names, names.toReversed()].map((row) => row.map((cell) => quoted(cell, '"')).join(',')).join('\n')

async function writeParquet(path: string, names: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const values = names.map((name, n) => `${quoted(names.at(-1 - n)!, "'")} as ${quoted(name, '"')}`)
  await connection.run(`copy (select ${values.join(', ')}) to '${path}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
}

/** Maps the file's columns to fields by name, checks it, and compares each accepted value with its cell. */
async function checkColumns(path: string, cells: readonly string[], options: SourceOptions): Promise<void> {
  const { columns } = await detectFile(path, options)
  expect(columns).toHaveLength(width)
  const plan = await planOf([path], 'Asia/Shanghai', options)
  const source = plan.sources[0]!.name
  const headers = columns.map(({ name }) => name)
  const tables = Object.entries(fields).map(([table, names], nth) => ({
    ...{ table: table as keyof typeof fields, source },
    columns: Object.fromEntries(names.map((field, n) => [field, headers[nth * names.length + n]!])),
  }))
  await checking({ ...plan, tables }, async ({ rows }) => {
    for (const [nth, [table, names]] of Object.entries(fields).entries()) {
      const [row] = await rows(`accepted/${table}`)
      for (const [n, field] of names.entries()) {
        const cell = cells[nth * names.length + n]!.trim()
        figures.headers += 1
        figures.cells += 1
        if (!row) figures.lost += 1
        else if (row[field] !== cell) figures.changed += 1
        expect(row?.[field], `${field} of ${table} in ${path}`).toBe(cell)
      }
    }
  })
}

describe('texts that try to become SQL are headers, cells and file names like any other', () => {
  it('in a delimited file', async () => {
    for (const [nth, names] of groups.entries()) {
      const name = names[0]!.replaceAll('/', '_').slice(0, 60)
      const path = join(folder, `${nth} ${name}.csv`)
      writeFileSync(path, csv(names))
      await checkColumns(path, names.toReversed(), { header_row: 1, delimiter: ',' })
    }
  })

  it('in a Parquet file', async () => {
    for (const [nth, names] of groups.entries()) {
      const path = join(folder, `${nth}.parquet`)
      await writeParquet(path, names)
      await checkColumns(path, names.toReversed(), {})
    }
  })

  it('as a fixed value that a mapping gives', async () => {
    const path = join(folder, 'keys.csv')
    writeFileSync(path, 'store_id,product_id\nS1,P1\n')
    const given = { stores: ['name', 'region', 'city'], products: ['name', 'category', 'brand'] } as const
    const plan = await planOf([path], 'Asia/Shanghai')
    for (let first = 0; first < texts.length; first += 6) {
      const value = (n: number) => texts[(first + n) % texts.length]!
      const tables = Object.entries(given).map(([table, names], nth) => ({
        ...{ table: table as keyof typeof given, source: plan.sources[0]!.name },
        columns: { [fields[table as keyof typeof given][0]]: fields[table as keyof typeof given][0] },
        constants: Object.fromEntries(names.map((field, n) => [field, value(nth * 3 + n)])),
      }))
      await checking({ ...plan, tables }, async ({ rows }) => {
        for (const { table, constants } of tables) {
          const [row] = await rows(`accepted/${table}`)
          for (const [field, text] of Object.entries(constants)) {
            figures.constants += 1
            if (!row) figures.lost += 1
            expect(row?.[field], `${field} of ${table}`).toBe(text.trim())
          }
        }
      })
    }
  })

  it('and none of them did anything', () => {
    report('columns that try to become SQL', figures)
    expect(figures).toMatchObject({ changed: 0, lost: 0 })
    expect(['/tmp/stolen.csv', '/tmp/stolen.duckdb'].filter((path) => existsSync(path))).toEqual([])
  })
})
