import type { Locale, Text } from '../../queries/metric.ts'
import { text } from './error-text.ts'
import type { ErrorParams, ErrorText } from './error-text.ts'

const damages: Readonly<Record<string, Text>> = {
  gzip: { en: 'its compressed content breaks off or is wrong', 'zh-CN': '压缩内容中断或有误' },
  workbook: { en: 'it is not a whole workbook', 'zh-CN': '不是完整的工作簿' },
  parquet: { en: 'it is not a whole Parquet file', 'zh-CN': '不是完整的 Parquet 文件' },
}
const kindsOfFile: Readonly<Record<string, Text>> = {
  image: { en: 'a picture', 'zh-CN': '图片' },
  html: { en: 'a web page', 'zh-CN': '网页' },
  json: { en: 'JSON without a table', 'zh-CN': '不含表格的 JSON' },
  json_array: { en: 'a JSON list', 'zh-CN': 'JSON 数组' },
  binary: { en: 'no text', 'zh-CN': '非文本内容' },
  xls: { en: 'a workbook of the old XLS format', 'zh-CN': '旧版 XLS 工作簿' },
  sqlite: { en: 'a database', 'zh-CN': '数据库文件' },
}
const damage = ({ format }: ErrorParams, locale: Locale) => damages[format!]?.[locale] ?? String(format)
/** A kind without words of its own is the name of an archive format. */
const kindOfFile = ({ kind }: ErrorParams, locale: Locale) =>
  kindsOfFile[kind!]?.[locale] ??
  (locale === 'en' ? `a ${String(kind).toUpperCase()} file` : ` ${String(kind).toUpperCase()} 文件`)

/** What is said of files that cannot be read. */
export const fileErrors = {
  no_files: text(
    400,
    () => 'No file arrived. Choose at least one file.',
    () => '没有收到文件，请至少选择一个文件。',
  ),
  too_many_files: text(
    413,
    (p) => `At most ${p.max} files can be uploaded at once. Load a folder from the terminal instead.`,
    (p) => `一次最多上传 ${p.max} 个文件。更多文件请在终端载入文件夹。`,
  ),
  file_too_large: text(
    413,
    (p) => `“${p.file}” is larger than ${p.max}. Load it from the terminal instead.`,
    (p) => `“${p.file}”超过 ${p.max}，请改在终端载入。`,
  ),
  detection_failed: text(
    422,
    () =>
      'The files could not be looked into: they need too much time or memory. Load them from the terminal, or split them.',
    () => '无法识别这些文件：所需时间或内存过多。请在终端载入，或拆分后再试。',
  ),
  file_too_demanding: text(
    422,
    (p) =>
      `“${p.file}” could not be looked into: it needs too much time or memory. Load it from the terminal, or split it.`,
    (p) => `无法识别“${p.file}”：所需时间或内存过多。请在终端载入，或拆分后再试。`,
  ),
  file_missing: text(
    404,
    (p) => `There is no file or folder “${p.path}”.`,
    (p) => `没有文件或文件夹“${p.path}”。`,
  ),
  no_data_files: text(
    400,
    (p) =>
      `“${p.path}” holds no data files. Regulars reads CSV, TSV, gz, XLSX, Parquet and JSON Lines (.jsonl).`,
    (p) => `“${p.path}”中没有数据文件。可读取 CSV、TSV、gz、XLSX、Parquet 和 JSON Lines（.jsonl）。`,
  ),
  empty_file: text(
    422,
    (p) => `“${p.file}” is empty.`,
    (p) => `“${p.file}”是空文件。`,
  ),
  no_header: text(
    422,
    (p) =>
      `“${p.file}” has no row of column names: its first row (${p.row}) looks like values. Add a header row, say which row holds the names, or list them in a mapping file (columns: [a, b, …]).`,
    (p) =>
      `“${p.file}”没有列名：首行（${p.row}）看起来是数据。请添加表头、指定表头所在的行，或在映射文件中列出列名（columns: [a, b, …]）。`,
  ),
  unsupported_file: text(
    415,
    (p) =>
      `“${p.file}” cannot be read: it is ${kindOfFile(p, 'en')}. Save it as CSV, TSV, XLSX, Parquet or JSON Lines (one object a line).`,
    (p) =>
      `无法读取“${p.file}”：这是${kindOfFile(p, 'zh-CN')}。请另存为 CSV、TSV、XLSX、Parquet 或 JSON Lines（每行一个对象）。`,
  ),
  damaged_file: text(
    422,
    (p) => `“${p.file}” is damaged or incomplete: ${damage(p, 'en')}. Export or copy it again.`,
    (p) => `“${p.file}”已损坏或不完整：${damage(p, 'zh-CN')}。请重新导出或复制。`,
  ),
  decompression_bomb: text(
    422,
    (p) =>
      `“${p.file}” unpacks to more than ${p.ratio} times its size; it is refused as a decompression bomb.`,
    (p) => `“${p.file}”解压后超过自身的 ${p.ratio} 倍，疑似压缩炸弹，已拒绝。`,
  ),
  workbook_too_large: text(
    422,
    (p) => `The texts in workbook “${p.file}” are too large to keep in memory. Save the sheet as CSV.`,
    (p) => `工作簿“${p.file}”中的文本过大。请把工作表另存为 CSV。`,
  ),
  too_many_columns: text(
    422,
    (p) => `“${p.file}” has ${p.columns} columns; at most ${p.max} are read. Is the delimiter right?`,
    (p) => `“${p.file}”有 ${p.columns} 列，最多读取 ${p.max} 列。分隔符是否正确？`,
  ),
  unknown_sheet: text(
    400,
    (p) => `“${p.file}” has no sheet “${p.sheet}”. Its sheets: ${p.known}.`,
    (p) => `“${p.file}”中没有工作表“${p.sheet}”。现有工作表：${p.known}。`,
  ),
  unknown_encoding: text(
    400,
    (p) => `“${p.encoding}” is not an encoding that can be read. Try utf-8, gb18030, big5 or windows-1252.`,
    (p) => `不认识编码“${p.encoding}”。可用 utf-8、gb18030、big5、windows-1252 等。`,
  ),
} as const satisfies Record<string, ErrorText>
