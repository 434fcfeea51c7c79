import { closeSync, openSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { TableName } from '../../queries/tables.ts'
import { monthNumber } from '../world/calendar.ts'
import type { DayNumber } from '../world/calendar.ts'

/** A file as it was written. */
export interface WrittenFile {
  readonly file: string
  readonly table: TableName
  readonly format: 'csv' | 'xlsx' | 'parquet'
  readonly encoding?: string
  /** Rows without the header, whether they are clean or not. */
  readonly rows: number
}

/** Takes the rows of one table, each a line of CSV with its line break. */
export interface RowFile {
  readonly rows: number
  /** `day` decides the file where a table has one for each year. */
  add(row: string, day?: DayNumber): void
  close(): WrittenFile[]
}

const chunk = 1 << 19

/** One CSV file, written in pieces so that memory stays small. */
export class CsvFile implements RowFile {
  rows = 0
  bytes = 0
  readonly path: string
  private readonly table: TableName
  private readonly encode: (text: string) => Buffer
  private readonly encoding: string
  private readonly handle: number
  private text: string

  constructor(path: string, table: TableName, header: string, encode?: (text: string) => Buffer) {
    this.path = path
    this.table = table
    this.encode = encode ?? ((text) => Buffer.from(text))
    this.encoding = encode ? 'gb18030' : 'utf-8'
    this.handle = openSync(path, 'w')
    this.text = `${header}\n`
  }

  add(row: string): void {
    this.text += row
    this.rows++
    if (this.text.length > chunk) this.flush()
  }

  close(): WrittenFile[] {
    this.flush()
    closeSync(this.handle)
    const { table, encoding, rows } = this
    return [{ file: basename(this.path), table, format: 'csv', encoding, rows }]
  }

  private flush(): void {
    const bytes = this.encode(this.text)
    for (let done = 0; done < bytes.length;) done += writeSync(this.handle, bytes, done)
    this.bytes += bytes.length
    this.text = ''
  }
}

/** One CSV file for each calendar year: `purchases_2026.csv`. */
export class YearlyCsvFiles implements RowFile {
  private readonly folder: string
  private readonly table: TableName
  private readonly header: string
  private readonly files = new Map<number, CsvFile>()

  constructor(folder: string, table: TableName, header: string) {
    this.folder = folder
    this.table = table
    this.header = header
  }

  get rows(): number {
    return [...this.files.values()].reduce((sum, file) => sum + file.rows, 0)
  }

  add(row: string, day: DayNumber): void {
    const year = Math.floor(monthNumber(day) / 12)
    let file = this.files.get(year)
    if (!file) {
      file = new CsvFile(join(this.folder, `${this.table}_${year}.csv`), this.table, this.header)
      this.files.set(year, file)
    }
    file.add(row)
  }

  close(): WrittenFile[] {
    return [...this.files].sort(([a], [b]) => a - b).flatMap(([, file]) => file.close())
  }
}
