import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { FieldType, TableName } from '../../queries/tables.ts'
import { CsvFile } from './row-file.ts'
import type { RowFile, WrittenFile } from './row-file.ts'
import { writtenFields } from './written-fields.ts'

const sqlTypes: Readonly<Record<FieldType, string>> = {
  id: 'varchar',
  text: 'varchar',
  enum: 'varchar',
  day: 'date',
  month: 'date',
  instant: 'timestamptz',
  amount: 'decimal(18,4)',
  number: 'double',
  integer: 'bigint',
  boolean: 'boolean',
}

/** Turns CSV parts into Parquet, one after the other, beside the generator's own thread. */
export class ParquetWriter {
  private readonly connection: DuckDBConnection
  private work: Promise<unknown> = Promise.resolve()
  private waiting = 0

  private constructor(connection: DuckDBConnection) {
    this.connection = connection
  }

  /** Times without a zone are read in `time_zone`; Parquet holds them as instants. */
  static async open(time_zone: string): Promise<ParquetWriter> {
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: '700MB', threads: '2' })
    const connection = await instance.connect()
    await connection.run(`set TimeZone = '${time_zone}'; set preserve_insertion_order = true`)
    return new ParquetWriter(connection)
  }

  convert(table: TableName, csv: string, parquet: string): void {
    this.waiting++
    this.work = this.work.then(async () => {
      await this.connection.run(copySql(table, csv, parquet))
      rmSync(csv)
      this.waiting--
    })
  }

  /** Waits until at most `most` parts are left to convert, so that they do not pile up. Rejects when one failed. */
  async settle(most = 0): Promise<void> {
    if (this.waiting > most) await this.work
  }

  close(): void {
    this.connection.closeSync()
  }
}

function copySql(table: TableName, csv: string, parquet: string): string {
  const columns = writtenFields(table).map(([name, field]) => `'${name}': '${sqlTypes[field.type]}'`)
  const source = `read_csv(${literal(csv)}, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${columns.join(', ')}})`
  return `copy (from ${source}) to ${literal(parquet)} (format parquet, compression zstd, row_group_size 122880)`
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** One table as numbered Parquet files, `purchases_0001.parquet`; each begins as a CSV part of about `part_bytes`. */
export class ParquetParts implements RowFile {
  rows = 0
  private readonly folder: string
  private readonly table: TableName
  private readonly header: string
  private readonly writer: ParquetWriter
  private readonly part_bytes: number
  private readonly written: WrittenFile[] = []
  private part: CsvFile | null = null

  constructor(folder: string, table: TableName, header: string, writer: ParquetWriter, part_bytes: number) {
    this.folder = folder
    this.table = table
    this.header = header
    this.writer = writer
    this.part_bytes = part_bytes
  }

  add(row: string): void {
    this.part ??= new CsvFile(`${this.path(this.written.length + 1)}.csv`, this.table, this.header)
    this.part.add(row)
    this.rows++
    if (this.part.bytes > this.part_bytes) this.cut()
  }

  close(): WrittenFile[] {
    this.cut()
    return this.written
  }

  private cut(): void {
    if (!this.part) return
    const { rows, path } = this.part
    this.part.close()
    const parquet = this.path(this.written.length + 1)
    this.writer.convert(this.table, path, parquet)
    this.written.push({ file: basename(parquet), table: this.table, format: 'parquet', rows })
    this.part = null
  }

  private path(part: number): string {
    return join(this.folder, `${this.table}_${String(part).padStart(4, '0')}.parquet`)
  }
}
