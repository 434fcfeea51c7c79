import type { Locale } from '../../../queries/metric.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'

/** A file to be filled in. */
export interface Template {
  readonly file_name: string
  /** One header line, UTF-8 with a byte order mark so that Excel opens Chinese headers correctly. */
  readonly text: string
}

/**
 * An empty file with the right header for one canonical table: Chinese headers in Chinese, the field names otherwise.
 * Both are recognised without mapping when the filled file comes back.
 */
export function template(table: TableName, locale: Locale): Template {
  const { title, fields } = canonicalTables[table]
  const chinese = locale === 'zh-CN'
  const headers = Object.entries(fields)
    .filter(([, field]) => field.class !== 'generated')
    .map(([name, field]) => (chinese ? field.title[locale] : name))
  return {
    file_name: `${chinese ? title[locale] : table}.csv`,
    text: `\uFEFF${headers.join(',')}\r\n`,
  }
}
