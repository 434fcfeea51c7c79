import { join } from 'node:path'
import { tableNames } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'
import { encodeGb18030 } from './gb18030.ts'
import { ParquetParts, ParquetWriter } from './parquet.ts'
import { CsvFile, YearlyCsvFiles } from './row-file.ts'
import type { RowFile, WrittenFile } from './row-file.ts'
import { writtenFields } from './written-fields.ts'

export type SampleFormat = 'csv' | 'parquet'

/** Where each table's rows go. The stores are not among them: they are written as a workbook. */
export type Tables = Readonly<Record<Exclude<TableName, 'stores'>, RowFile>>

/** The open files of a sample. */
export interface OpenTables {
  readonly tables: Tables
  /** Customers are a Chinese file: its words for gender, type and status are Chinese too. */
  readonly customers_in_chinese: boolean
  /** Waits for writing that goes on in the background; call it now and then. */
  settle(): Promise<void>
  /** Completes all files and says what was written, in the order of the canonical tables. */
  close(): Promise<WrittenFile[]>
}

/** Where and how the tables are written. */
export interface TableOptions {
  readonly folder: string
  readonly format: SampleFormat
  readonly time_zone: string
  /** Size of the CSV parts that become Parquet files. */
  readonly part_bytes: number
}

/** Tables that grow with the customers; in a Parquet sample they are Parquet, the others stay CSV. */
const growing: readonly TableName[] = [
  ...(['customers', 'consents', 'purchases', 'surveys', 'survey_items', 'campaign_contacts'] as const),
  ...(['service_contacts', 'points', 'grades'] as const),
]

/** Headers of the customer file as a till system exports them, in the order of the canonical fields. */
const customerHeader =
  '会员号,入会日期,入会渠道,归属门店,性别,出生日期,城市,推荐会员号,会员类型,是否战略客户,会员状态,姓名,手机号,邮箱,地址,微信号'

/** Opens a file for every table in the folder: canonical names, but customers as GB18030 with Chinese headers. */
export async function openTables(options: TableOptions): Promise<OpenTables> {
  const parquet = options.format === 'parquet' ? await ParquetWriter.open(options.time_zone) : null
  const names = tableNames.filter((name) => name !== 'stores')
  const tables = Object.fromEntries(names.map((name) => [name, openTable(name, options, parquet)]))
  return {
    tables: tables as unknown as Tables,
    customers_in_chinese: parquet === null,
    settle: async () => parquet?.settle(1),
    close: async () => {
      const files = names.flatMap((name) => tables[name]?.close() ?? [])
      await parquet?.settle()
      parquet?.close()
      return files
    },
  }
}

function openTable(name: TableName, options: TableOptions, parquet: ParquetWriter | null): RowFile {
  const { folder, part_bytes } = options
  const header = writtenFields(name)
    .map(([field]) => field)
    .join(',')
  if (parquet && growing.includes(name)) return new ParquetParts(folder, name, header, parquet, part_bytes)
  if (name === 'purchases') return new YearlyCsvFiles(folder, name, header)
  if (name !== 'customers') return new CsvFile(join(folder, `${name}.csv`), name, header)
  return new CsvFile(join(folder, 'customers.csv'), name, customerHeader, encodeGb18030)
}
