import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { max_record_bytes } from '../../../server/load/read/normalised.ts'
import { scan } from './scan.ts'

const cells = (text: string, options = {}) => scan(text, options).rows.map((row) => row.cells)

describe('a record ends with its line', () => {
  it.each([
    ['LF', 'a,b\nc,d\n'],
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['CR', 'a,b\rc,d\r'],
    ['nothing after the last', 'a,b\nc,d'],
  ])('%s', (_, text) => {
    expect(scan(text).rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['c', 'd'] },
    ])
  })

  it('a CRLF that is cut between two blocks is one line end', () => {
    expect(scan('a\r\nb\r\n', {}, [2, 1]).rows).toEqual([
      { line: 1, cells: ['a'] },
      { line: 2, cells: ['b'] },
    ])
  })

  it('a blank line, blanks and delimiters alone are no record, but count as lines', () => {
    const { rows, count, blank } = scan('\na,b\n  \n,\n"",""\nc,d\n')
    expect(rows.map(({ line }) => line)).toEqual([2, 6])
    expect([count, blank]).toEqual([2, 4])
  })
})

describe('quotes', () => {
  it('hold delimiters, line ends and doubled quotes', () => {
    expect(scan('1,"a, ""b""\r\nc",2\n3,d,4\n').rows).toEqual([
      { line: 1, cells: ['1', 'a, "b"\nc', '2'] },
      { line: 3, cells: ['3', 'd', '4'] },
    ])
  })

  it('count only at the start of a field', () => {
    expect(cells('7" pan,x"y"\n')).toEqual([['7" pan', 'x"y"']])
  })

  it('that go on behind their end reject their line only', () => {
    const { rows, rejects } = scan('a,b\n1,"x"y\n2,z\n')
    expect(rejects).toEqual([{ line: 2, code: 'stray_quote' }])
    expect(rows.map(({ line }) => line)).toEqual([1, 3])
  })

  it('that never end reject the line in which they begin and no other', () => {
    const { rows, rejects } = scan('1,"x\n2,y\n3,z\n', { columns: 2 })
    expect(rejects).toEqual([{ line: 1, code: 'unterminated_quote' }])
    expect(rows).toEqual([
      { line: 2, cells: ['2', 'y'] },
      { line: 3, cells: ['3', 'z'] },
    ])
  })

  it('that would give a record of several lines the wrong number of fields reject the first line', () => {
    const { rows, rejects } = scan('1,"x,2\n3,y",4,5\n6,7,8\n', { columns: 3 })
    expect(rejects).toEqual([
      { line: 1, code: 'unterminated_quote' },
      { line: 2, code: 'too_many_fields' },
    ])
    expect(rows.map(({ line }) => line)).toEqual([3])
  })

  it('around lines that are whole rows of five fields are taken for a lost quote', () => {
    const { rows, rejects } = scan('1,"x,3,4,5\n6,7,8,9,0\n1,y",3,4,5\n', { columns: 5 })
    expect(rejects).toEqual([{ line: 1, code: 'unterminated_quote' }])
    expect(rows).toHaveLength(2)
  })

  it('around lines that could be rows of three fields are believed, but remembered', () => {
    const { rows, suspicious } = scan('1,"x,3\n6,y",8\n', { columns: 3 })
    expect(rows).toEqual([{ line: 1, cells: ['1', 'x,3\n6,y', '8'] }])
    expect(suspicious).toEqual([1])
  })
})

describe('fields', () => {
  it('too few, and too many that are not blank, reject the row', () => {
    const { rows, rejects } = scan('1,2\n1\n1,2,3\n1,2, ,\n', { columns: 2 })
    expect(rejects).toEqual([
      { line: 2, code: 'too_few_fields' },
      { line: 3, code: 'too_many_fields' },
    ])
    expect(rows.map(({ line }) => line)).toEqual([1, 4])
  })

  it('lose the blanks around them, full-width and non-breaking ones too', () => {
    expect(cells(' a ,\u3000b\u00a0,"  c d  ",\ufeffe\n')).toEqual([['a', 'b', 'c d', 'e']])
    expect(cells('é,中,à\n')).toEqual([['é', '中', 'à']])
  })

  it('may be set apart by a full-width comma or by runs of blanks', () => {
    expect(scan('甲，乙丙，丁\n', { delimiter: '，' }, [1]).rows[0]!.cells).toEqual(['甲', '乙丙', '丁'])
    expect(cells('  a   b\tc  \n d e f\n', { delimiter: 'space' })).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ])
  })

  it('with control characters that DuckDB could take for our own reject the row', () => {
    expect(scan('a\0,b\nc,\x1e\nd,\x1f\ne,f\n').rejects.map(({ line }) => line)).toEqual([1, 2, 3])
  })

  it('with bytes that are not UTF-8 reject the row', () => {
    const { rows, rejects } = scan(Buffer.from('610a62ff0a630a', 'hex'))
    expect(rejects).toEqual([{ line: 2, code: 'bad_bytes' }])
    expect(rows.map((row) => row.cells[0])).toEqual(['a', 'c'])
  })
})

describe('a line beyond the limit', () => {
  const long = 'x'.repeat(max_record_bytes + 10)

  it.each([[1 << 16], [1 << 22]])('is rejected in bounded memory (blocks of %i bytes)', (size) => {
    const { rows, rejects } = scan(`1,a\n2,${long}\r\n3,c\n`, { columns: 2 }, [size])
    expect(rejects).toEqual([{ line: 2, code: 'line_too_long' }])
    expect(rows.map(({ line }) => line)).toEqual([1, 3])
  })

  it('made long by a lost quote costs its first line only', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `${index},${'y'.repeat(90)}`)
    const { rows, rejects } = scan(`1,"a\n${many.join('\n')}\n`, { columns: 2 }, [1 << 16])
    expect(rejects).toEqual([{ line: 1, code: 'unterminated_quote' }])
    expect(rows).toHaveLength(30_000)
  })
})

describe('another reader of the same text agrees', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => [seed]))('generated file %i', (seed) => {
    const { text, columns, delimiter, sizes } = generate(seed)
    const expected = parse(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as string[][]
    const { rows, rejects, count } = scan(text, { columns, delimiter }, sizes)
    const normal = expected.map((row) => row.map((cell) => cell.replace(/\r\n|\r/g, '\n').trim() || null))
    const filled = normal.filter((row) => row.some((cell) => cell !== null))
    expect(rejects).toEqual([])
    expect(rows.map((row) => row.cells)).toEqual(filled)
    expect(count).toBe(filled.length)
  })
})

/** A well-formed file: random cells, quoting where needed and where not, one kind of line end, cut into random blocks. */
function generate(seed: number) {
  let state = seed + 1
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const delimiter = [',', ';', '\t', '|'][next(4)]!
  const line_end = ['\n', '\r\n'][next(2)]!
  const columns = 1 + next(9)
  const pieces = [
    'a',
    'bc',
    '中文',
    'é',
    '👍',
    ' ',
    '"',
    '""',
    'x\ny',
    'x\r\ny',
    '0',
    '-1.5',
    "it's",
    ...',;|\t',
  ]
  const cell = () => Array.from({ length: next(4) }, () => pieces[next(pieces.length)]).join('')
  const written = (value: string) =>
    /["\r\n]/.test(value) || value.includes(delimiter) || next(5) === 0
      ? `"${value.replaceAll('"', '""')}"`
      : value
  const rows = Array.from({ length: 1 + next(40) }, () =>
    Array.from({ length: columns }, () => wholesome(cell(), columns)),
  )
  const text = rows.map((row) => row.map(written).join(delimiter)).join(line_end) + (next(2) ? line_end : '')
  return { text, columns, delimiter, sizes: [1 + next(7), 1 + next(50), 1 + next(500)] }
}

/** A text of several lines in which each line could be a row is ambiguous: there the scanner is careful on purpose. */
const wholesome = (value: string, columns: number) =>
  columns > 1 ? value.replace(/[,;|\t](?=[^]*\n)|(?<=\n[^]*)[,;|\t]/g, '') : value
