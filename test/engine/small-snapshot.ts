import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Columns, Param, Unit } from '../../queries/metric.ts'
import type { ParamValue, Question } from '../../server/engine/engine.ts'

/** An empty folder for one test file; `remove` takes it away with all that is in it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'regulars-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Writes a snapshot file with the statements' tables in it, and its own `snapshot_meta`. */
export async function writeSnapshot(file: string, data_version: string, statements: readonly string[] = []) {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  const meta = `create table snapshot_meta as select '${data_version}' as data_version, 'm1' as model_version,
    'Asia/Shanghai' as time_zone, 'CNY' as currency, timestamp '2026-03-04 05:06:07' as built_at`
  for (const statement of [...statements, meta, 'checkpoint']) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
  return file
}

/** A question made on the spot. The kind of a parameter follows its value: an array is a list, `2026-01-02` a date. */
export function question(
  sql: string,
  units: Readonly<Record<string, Unit>>,
  params: Readonly<Record<string, ParamValue>> = {},
): Question {
  const columns: Columns = Object.fromEntries(
    Object.entries(units).map(([name, unit]) => [name, { unit, title: { en: name, 'zh-CN': name } }]),
  )
  const kinds = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, kindOf(value)]))
  return { id: 'test/question', sql, params, kinds, columns }
}

function kindOf(value: ParamValue): Param['kind'] {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'count' : 'number'
  return /^\d{4}-\d\d-\d\d$/.test(value as string) ? 'date' : 'text'
}
