import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableName } from '../../queries/tables.ts'
import { FolderInUse, generateChain } from '../../sample-data/generate.ts'
import { writtenFields } from '../../sample-data/write/written-fields.ts'
import { writeSample } from './sample-files.ts'
import type { SampleFiles } from './sample-files.ts'

const small = { customers: 700, years: 2, seed: 7 }
const samples: SampleFiles[] = []
const folders: string[] = []
const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-sample-'))
  folders.push(folder)
  return folder
}
const keep = async (options: Parameters<typeof writeSample>[0]) => {
  const sample = await writeSample(options)
  samples.push(sample)
  return sample
}
let chain: SampleFiles

beforeAll(async () => {
  chain = await keep(small)
})
afterAll(() => {
  for (const sample of samples) sample.remove()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describe('A seed', () => {
  test('gives the same bytes every time', async () => {
    const again = await keep(small)
    expect(readdirSync(again.folder)).toEqual(readdirSync(chain.folder))
    for (const file of readdirSync(chain.folder))
      expect(again.bytes(file).equals(chain.bytes(file)), file).toBe(true)
  })

  test('gives another chain than another seed', async () => {
    const other = await keep({ ...small, seed: 8 })
    expect(other.truth.totals.net_sales).not.toBe(chain.truth.totals.net_sales)
  })

  test('gives the same rows as Parquet, however small its parts are', async () => {
    const parquet = await keep({ ...small, format: 'parquet', part_bytes: 40_000 })
    expect(parquet.truth.totals).toEqual(chain.truth.totals)
    expect(parquet.truth.planted).toEqual(chain.truth.planted)
    expect(parquet.truth.files.filter((file) => file.table === 'purchases').length).toBeGreaterThan(2)
    for (const table of [
      'purchases',
      'points',
      'surveys',
      'consents',
      'grades',
      'campaign_contacts',
    ] as const)
      expect(await fingerprint(parquet, table), table).toEqual(await fingerprint(chain, table))
  })
})

/** Number of rows and a sum of their hashes, each cell read with its canonical type. */
async function fingerprint(sample: SampleFiles, table: TableName) {
  const types = {
    amount: 'decimal(18, 4)',
    number: 'double',
    integer: 'bigint',
    boolean: 'boolean',
    day: 'date',
  }
  const cells = writtenFields(table).map(([name, { type }]) => {
    const instant = `timezone('UTC', cast("${name}" as timestamptz))`
    return type === 'instant'
      ? instant
      : `cast("${name}" as ${types[type as keyof typeof types] ?? 'varchar'})`
  })
  await sample.rows(`set TimeZone = 'Asia/Shanghai'`)
  return sample.rows(`select count(*), sum(hash(${cells.join(', ')})) from ${table}`)
}

describe('A folder', () => {
  test('that holds other files is refused and left as it was', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'sales.csv'), 'mine')
    await expect(generateChain({ ...small, out: folder })).rejects.toBeInstanceOf(FolderInUse)
    expect(readdirSync(folder)).toEqual(['sales.csv'])
  })

  test('with an earlier sample holds nothing of it afterwards', async () => {
    const folder = join(emptyFolder(), 'chain')
    await generateChain({ customers: 20, years: 1, end_day: '2022-12-31', out: folder })
    await generateChain({ customers: 20, years: 1, end_day: '2024-12-31', out: folder })
    expect(readdirSync(folder).filter((file) => file.startsWith('purchases'))).toEqual(['purchases_2024.csv'])
  })

  test('with an earlier sample and a file of one’s own is refused too', async () => {
    const folder = join(emptyFolder(), 'chain')
    await generateChain({ customers: 1, years: 1, out: folder })
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    await expect(generateChain({ customers: 1, years: 1, out: folder })).rejects.toBeInstanceOf(FolderInUse)
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true)
  })

  test('stays away when the work is stopped', async () => {
    const parent = emptyFolder()
    const abort = new AbortController()
    const progress = ({ done }: { done: number }) => done > 0.3 && abort.abort()
    const stopped = generateChain({
      ...small,
      customers: 3000,
      out: join(parent, 'chain'),
      progress,
      signal: abort.signal,
    })
    await expect(stopped).rejects.toThrow('aborted')
    expect(readdirSync(parent)).toEqual([])
  })

  test('may lie where no folder is yet', async () => {
    const folder = join(emptyFolder(), 'a', 'b')
    mkdirSync(join(folder, '..'))
    await generateChain({ customers: 1, years: 1, out: folder })
    expect(existsSync(join(folder, 'truth.json'))).toBe(true)
  })
})

test.each([
  [{ customers: 0 }, 'customers'],
  [{ years: 1.5 }, 'years'],
  [{ stores: 2 }, 'stores'],
  [{ seed: -1 }, 'seed'],
])('%o is refused by the name of the option', async (options, name) => {
  await expect(generateChain({ ...options, out: join(tmpdir(), 'regulars-never') })).rejects.toThrow(name)
})
