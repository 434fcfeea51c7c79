import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { chooseEncoding, gatherEvidence } from '../../../server/load/read/encoding.ts'
import { detectFile } from '../../../server/load/read/detect-file.ts'
import { expandInputs } from '../../../server/load/read/expand-inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'detect-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('what a file is', () => {
  it('shows its columns with different values, and its first rows', async () => {
    const path = file('small.csv', '会员号,金额\nV1,5\nV1,6\nV2,\n')
    expect(await detectFile(path)).toEqual({
      path,
      file: 'small.csv',
      size: 31,
      format: 'delimited',
      compressed: false,
      options: { encoding: 'utf-8', delimiter: ',', quote: '"', header_row: 1 },
      given: {},
      columns: [
        { name: '会员号', samples: ['V1', 'V2'] },
        { name: '金额', samples: ['5', '6'] },
      ],
      sample: [
        ['V1', '5'],
        ['V1', '6'],
        ['V2', null],
      ],
      rows_estimate: 3,
      warnings: [],
    })
  })

  it('rows of a larger file are estimated from its size, compressed or not', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `V${index},${index % 7},some text`).join('\n')
    for (const [name, make] of [
      ['large.csv', Buffer.from],
      ['large.csv.gz', gzipSync],
    ] as const) {
      const { rows_estimate } = await detectFile(file(name, make(`customer_id,points,note\n${rows}\n`)))
      expect(rows_estimate).toBeGreaterThan(57_000)
      expect(rows_estimate).toBeLessThan(63_000)
    }
  })

  it('a byte far into the file decides that it is not UTF-8', async () => {
    const late = Buffer.concat([Buffer.from(`编号,名称\n`.repeat(40_000)), Buffer.from('c7ebced2', 'hex')])
    expect((await detectFile(file('late.csv', late))).options.encoding).toBe('utf-8')
    const gb = Buffer.concat([Buffer.from('id,name\n'.repeat(60_000)), Buffer.from('310ac7ebced20a', 'hex')])
    expect((await detectFile(file('gb.csv', gb))).options.encoding).toBe('gb18030')
  })

  it('options that are given are taken as they are', async () => {
    const path = file('given.csv', '标题\na;b,c\n1;2,3\n')
    const { columns, options, given } = await detectFile(path, { delimiter: ';', header_row: 2 })
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b,c'])
    expect(options).toMatchObject({ delimiter: ';', header_row: 2 })
    expect(given).toEqual({ delimiter: ';', header_row: 2 })
  })

  it.each([
    ['an empty delimiter', { delimiter: '' }],
    ['a delimiter of two characters', { delimiter: ';;' }],
    ['a line end as delimiter', { delimiter: '\n' }],
    ['a quote of two characters', { quote: '""' }],
    ['one character for both', { delimiter: '|', quote: '|' }],
    ['half a row', { header_row: 1.5 }],
  ])('%s is refused', async (_, options) => {
    await expect(detectFile(file('options.csv', 'a,b\n1,2\n'), options)).rejects.toMatchObject({
      code: 'bad_plan',
    })
  })

  it('names that differ only in case, or are our own, are told apart', async () => {
    const { columns, warnings } = await detectFile(file('names.csv', 'ID,id,_line,,store_id\na,b,c,d,e\n'))
    expect(columns.map(({ name }) => name)).toEqual(['ID', 'id (2)', '_line (2)', 'column_4', 'store_id'])
    expect(warnings).toEqual([{ code: 'names_repeated', params: { names: 'id' } }])
  })

  it('a file without a header is read with the names it is given', async () => {
    const path = file('bare.txt', ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n')
    await expect(detectFile(path)).rejects.toMatchObject({ code: 'no_header' })
    const columns = ['customer_id', 'sample', 'date', 'cds', 'amount']
    const found = await detectFile(path, { header_row: 0, columns })
    expect(found.columns.map(({ name }) => name)).toEqual(columns)
    expect(found.sample[1]).toEqual(['00004', '0001', '19970118', '2', '29.73'])
  })

  it('the header is the first full row without values, or with mostly known names', async () => {
    const years = file('years.csv', 'store,2024,2025\nS1,5,6\n')
    await expect(detectFile(years)).rejects.toMatchObject({ code: 'no_header' })
    const known = file('known.csv', '门店编号,门店名称,2024\nS1,一店,5\n')
    expect((await detectFile(known)).options.header_row).toBe(1)
  })
})

describe('an encoding that bytes speak for', () => {
  async function* blocksOf(...hex: string[]) {
    for (const each of hex) yield Buffer.from(each, 'hex')
  }

  const evidence = async (hex: string) => chooseEncoding(await gatherEvidence(blocksOf(hex), 'at_all'))

  it.each([
    ['a broken byte alone is no Western letter', '61ff620a', 'utf-8'],
    ['Western letters stand alone', '636166e90a', 'windows-1252'],
    ['Chinese characters come in pairs', 'c7ebced2c7eb0a', 'gb18030'],
    ['one line in GB18030 among lines in UTF-8', 'e4bda0e5a5bd0ae4bda0e5a5bd0ac7ebced20a', 'utf-8'],
  ])('%s', async (_, hex, expected) => {
    expect(await evidence(hex)).toBe(expected)
  })

  it('of a long text some blocks are enough: sixteen, and every eighth behind them', async () => {
    const blocks = Array.from({ length: 40 }, () => 'c7ebced20a')
    expect((await gatherEvidence(blocksOf(...blocks), 'at_some')).lines).toBe(16 + 3)
    expect((await gatherEvidence(blocksOf(...blocks), 'at_all')).lines).toBe(40)
  })

  it('is found however late in a long text', async () => {
    const long = Buffer.alloc(42 << 20, '1,2\n')
    const late = Buffer.from('c7ebced22c350a', 'hex')
    const path = file('late.csv', Buffer.concat([Buffer.from('a,b\n'), long, late]))
    expect((await detectFile(path)).options.encoding).toBe('gb18030')
  })

  it('is told again of a file that has changed since it was asked', async () => {
    const path = file('again.csv', 'name,n\n请,5\n')
    expect((await detectFile(path)).options.encoding).toBe('utf-8')
    writeFileSync(path, Buffer.from('6e616d652c6e0ac7ebced22c350a', 'hex'))
    expect((await detectFile(path)).options.encoding).toBe('gb18030')
  })
})

describe('inputs', () => {
  it('are files, folders of data files, and patterns, each file once', async () => {
    const root = join(folder, 'inputs')
    mkdirSync(join(root, 'deep'), { recursive: true })
    mkdirSync(join(root, '.hidden'))
    for (const name of ['b.csv', 'a.tsv.gz', 'notes.md', '.lock.csv', 'deep/c.xlsx', '.hidden/d.csv'])
      writeFileSync(join(root, name), 'x')
    const names = async (...inputs: string[]) =>
      (await expandInputs(inputs)).map((path) => path.slice(root.length + 1))
    expect(await names(root)).toEqual(['a.tsv.gz', 'b.csv', 'deep/c.xlsx'])
    expect(await names(join(root, 'b.csv'), join(root, '*.csv'), join(root, 'notes.md'))).toEqual([
      'b.csv',
      'notes.md',
    ])
    await expect(expandInputs([join(root, 'none.csv')])).rejects.toMatchObject({ code: 'file_missing' })
    await expect(expandInputs([join(root, '*.parquet')])).rejects.toMatchObject({ code: 'no_data_files' })
  })
})
