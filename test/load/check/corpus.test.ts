import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Finding, TableReport } from '../../../queries/loading/report.ts'
import { detectFile } from '../../../server/load/read/detect-file.ts'
import { corpus, type Case } from '../../fixtures/files/corpus.ts'
import { made } from '../../fixtures/files/made.ts'
import { checking, planOf, type Checked } from './run-check.ts'

const folder = join(import.meta.dirname, '../../fixtures/files')
const scratch = mkdtempSync(join(tmpdir(), 'corpus-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function pathOf(file: string): string {
  const found = made.find((each) => each.file === file)
  if (found === undefined) return join(folder, file)
  const path = join(scratch, file)
  writeFileSync(path, found.make())
  return path
}

const title = ({ file, options, with: others = [] }: Case) =>
  [file, ...others, ...(options ? [JSON.stringify(options)] : [])].join(' + ')

describe('every row of an odd file is accounted for', () => {
  it.each(corpus.map((each) => [title(each), each] as const))('%s', async (_, expected) => {
    const paths = [expected.file, ...(expected.with ?? [])].map(pathOf)
    const load = async () => {
      const plan = await planOf(paths, expected.time_zone ?? 'Asia/Shanghai', expected.options)
      await checking(plan, (checked) => compare(checked, expected))
    }
    if (expected.error !== undefined) await expect(load()).rejects.toMatchObject({ code: expected.error })
    else await load()
    if (expected.encoding === undefined && expected.delimiter === undefined) return
    const { options } = await detectFile(paths[0]!)
    expect(options).toMatchObject({
      ...(expected.encoding && { encoding: expected.encoding }),
      ...(expected.delimiter && { delimiter: expected.delimiter }),
    })
  })

  it('the page about these files names each of them', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8')
    const names = corpus.flatMap(({ file, with: others = [] }) => [file, ...others])
    expect([...new Set(names)].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})

async function compare({ report, rows }: Checked, expected: Case): Promise<void> {
  if (expected.question !== undefined) {
    expect(report.verdict).toBe('needs_answer')
    expect(report.questions.map(({ code, column }) => [code, column])).toEqual([expected.question])
    return
  }
  const table = report.tables.find((each) => each.table === (expected.table ?? 'purchases'))!
  expect([table.rows_in, table.accepted, table.rejected, table.duplicates]).toEqual(expected.rows)
  expect(table.unchanged).toBe(0)
  expect(linesOf([...report.sources.flatMap(({ reasons }) => reasons), ...table.reasons])).toEqual(
    expected.rejects ?? {},
  )
  expect(linesOf(table.findings)).toEqual(expected.findings ?? {})
  expect(table.notes.map(({ code }) => code)).toEqual(expected.notes ?? [])
  expect(report.sources.flatMap(({ warnings }) => warnings.map(({ code }) => code))).toEqual(
    expected.warnings ?? [],
  )
  await compareValues(table, rows, expected.values ?? {})
}

async function compareValues(
  { table, accepted }: TableReport,
  rows: Checked['rows'],
  values: NonNullable<Case['values']>,
): Promise<void> {
  if (Object.keys(values).length === 0) return
  const found = await rows(`accepted/${table}`, 'cast(_source as integer), cast(_line as integer)')
  expect(found).toHaveLength(accepted)
  for (const [field, expected] of Object.entries(values))
    expect(found.map((row) => row[field])).toEqual(expected)
}

function linesOf(findings: readonly Finding[]): Record<string, number[]> {
  const lines: Record<string, number[]> = {}
  for (const { code, samples } of findings)
    lines[code] = [...(lines[code] ?? []), ...samples.map(({ line }) => line)]
  return lines
}
