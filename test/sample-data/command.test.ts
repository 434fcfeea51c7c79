import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sample, sampleCommand } from '../../server/commands/sample.ts'

const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'regulars-sample-'))
  folders.push(made)
  return made
}
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true })))

const run = (...words: string[]) => sampleCommand().parseAsync(words, { from: 'user' })

test('regulars sample writes the chain that its options ask for', async () => {
  const out = join(folder(), 'chain')
  await run(
    '--customers',
    '30',
    '--years',
    '1',
    '--seed',
    '9',
    '--stores',
    '8',
    '--end',
    '2025-06-30',
    '--out',
    out,
  )
  const { chain } = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8'))
  expect(chain).toMatchObject({
    customers: 30,
    years: 1,
    seed: 9,
    stores: 8,
    first_day: '2024-07-01',
    last_day: '2025-06-30',
  })
})

test('the report counts the rows of each file', async () => {
  const report = await sample({ customers: 20, years: 1, out: join(folder(), 'chain') })
  expect(report).toMatchObject({
    customers: 20,
    files: expect.arrayContaining([{ file: 'customers.csv', table: 'customers', rows: 20 }]),
  })
})

test.each([
  [['--customers', 'many'], 'bad_count'],
  [['--years', '40'], 'bad_count'],
  [['--end', '2026-02-30'], 'bad_date'],
  [['--format', 'xls'], 'bad_choice'],
])('%o is an error that names the option', async (words, code) => {
  const option = (words as string[])[0]
  await expect(run(...(words as string[]), '--out', join(folder(), 'chain'))).rejects.toMatchObject({
    code,
    params: { parameter: option },
  })
})

test('a folder with other files is an error that names the folder', async () => {
  const out = folder()
  writeFileSync(join(out, 'mine.txt'), '')
  await expect(sample({ customers: 1, out })).rejects.toMatchObject({
    code: 'sample_folder_in_use',
    params: { path: out },
  })
})
