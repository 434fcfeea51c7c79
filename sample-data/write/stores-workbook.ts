import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { tables } from '../../queries/tables.ts'
import type { Store } from '../world/stores.ts'
import type { DayNumber } from '../world/calendar.ts'
import type { WrittenFile } from './row-file.ts'

const ownerships = { direct: '直营', franchise: '加盟' } as const
const made_at = new Date('2020-01-01T00:00:00Z')

/** Writes `stores.xlsx`: Chinese headers, real dates. The same stores give the same bytes. */
export async function writeStoresWorkbook(folder: string, stores: readonly Store[]): Promise<WrittenFile> {
  const workbook = new ExcelJS.Workbook()
  workbook.created = made_at
  workbook.modified = made_at
  const sheet = workbook.addWorksheet('门店')
  const { store_id, name, region, city, ownership, format, opened_on, closed_on } = tables.stores.fields
  const fields = [store_id, name, region, city, ownership, format, opened_on, closed_on]
  sheet.addRow(fields.map((field) => field.title['zh-CN']))
  for (const store of stores) {
    const { store_id, name, region, city, ownership, format, opened_on, closed_on } = store
    sheet.addRow([
      store_id,
      name,
      region,
      city,
      ownerships[ownership],
      format,
      dateOf(opened_on),
      dateOf(closed_on),
    ])
  }
  for (const column of [7, 8]) sheet.getColumn(column).numFmt = 'yyyy-mm-dd'
  await writeFile(
    join(folder, 'stores.xlsx'),
    withoutZipTimes(Buffer.from(await workbook.xlsx.writeBuffer())),
  )
  return { file: 'stores.xlsx', table: 'stores', format: 'xlsx', rows: stores.length }
}

const dateOf = (day: DayNumber | null) => (day === null ? null : new Date(day * 86_400_000))

/** A zip holds the time of writing in each entry's local and central header; the library offers no way to fix it. */
function withoutZipTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const entries = zip.readUInt16LE(end + 10)
  let central = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry++) {
    zip.fill(0, central + 12, central + 16)
    const local = zip.readUInt32LE(central + 42)
    zip.fill(0, local + 10, local + 14)
    central +=
      46 + zip.readUInt16LE(central + 28) + zip.readUInt16LE(central + 30) + zip.readUInt16LE(central + 32)
  }
  return zip
}
