import type { WorkDatabase } from '../read/work-database.ts'
import { sampleSelect, toSample, type SampleRow } from './samples.ts'
import type { Finding } from '../../../queries/loading/report.ts'
import type { RejectsFile } from './rejects-file.ts'
import type { TypedTable } from './typed-table.ts'

const page_rows = 20_000

/** Writes every row at fault to the rejects, and sums them up by reason. `files` are the names by `_source`. */
export async function collectRejects(
  database: WorkDatabase,
  typed: TypedTable,
  files: readonly string[],
  rejects: RejectsFile,
): Promise<Finding[]> {
  const { table, cited } = typed.mapped
  const name = `faulty_${table}`
  await database.run(`
    create or replace temp table ${name} as
    select row_number() over (order by _row) as n, _row, _source, _line, _fault, _value
    from ${typed.relation} where _fault is not null`)
  for (let from = 0; ; from += page_rows) {
    const rows = await database.rows<SampleRow & { _fault: number }>(
      `select * from ${name} where n > ${from} and n <= ${from + page_rows} order by n`,
    )
    for (const row of rows) {
      const { field, code } = typed.faults[row._fault]!
      const { file, line, column, value } = toSample(row, files, { table, field, column: cited.get(field) })
      rejects.add({ file, line, table, column, value, code })
    }
    if (rows.length < page_rows) break
  }
  const findings = await sumUp(database, typed, name, files)
  await database.run(`drop table ${name}`)
  return findings
}

async function sumUp(
  database: WorkDatabase,
  { faults, mapped }: TypedTable,
  relation: string,
  files: readonly string[],
): Promise<Finding[]> {
  const counts = await database.rows<{ _fault: number; n: number }>(
    `select _fault, count(*) as n from ${relation} group by _fault order by n desc, _fault`,
  )
  const findings: Finding[] = []
  for (const { _fault, n } of counts) {
    const { field, code } = faults[_fault]!
    const rows = await database.rows<SampleRow>(
      sampleSelect(`${relation} where _fault = ${_fault}`, '_value'),
    )
    const place = { table: mapped.table, field, column: mapped.cited.get(field) }
    findings.push({
      code,
      field,
      params: {},
      rows: n,
      samples: rows.map((row) => toSample(row, files, place)),
    })
  }
  return findings
}
