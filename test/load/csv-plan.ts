import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TableName } from '../../queries/tables.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import type { Row, Rows } from './leave-checked.ts'

/** Writes rows as one CSV file per table, columns named like the fields, and returns the plan that reads them. */
export function csvPlan(folder: string, rows: Rows, name = 'file'): Plan {
  const tables = Object.entries(rows) as [TableName, readonly Row[]][]
  const sources = tables.map(([table, list]) => {
    const fields = Object.keys(list[0]!)
    const lines = list.map((row) => fields.map((field) => row[field] ?? '').join(','))
    const path = join(folder, `${name}_${table}.csv`)
    writeFileSync(path, [fields.join(','), ...lines, ''].join('\n'))
    return { table, fields, source: { name: table, paths: [path], options: {} } }
  })
  return {
    sources: sources.map(({ source }) => source),
    tables: sources.map(({ table, fields }) => ({
      table,
      source: table,
      columns: Object.fromEntries(fields.map((field) => [field, field])),
    })),
    time_zone: 'Asia/Shanghai',
    max_reject_share: 0.05,
  }
}
