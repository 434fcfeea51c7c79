import { closeSync, openSync, writeSync } from 'node:fs'
import type { Locale } from '../../../queries/metric.ts'
import { neutral } from '../../spreadsheet-text.ts'
import { reasonText } from './reasons.ts'

/** A row that will not be loaded, as the user is told. */
export interface Reject {
  readonly file: string | null
  readonly line: number
  readonly table: string | null
  readonly column: string | null
  readonly value: string | null
  readonly code: string
}

const headers: Readonly<Record<Locale, readonly string[]>> = {
  en: ['file', 'line', 'table', 'column', 'value', 'code', 'reason'],
  'zh-CN': ['文件', '行', '表', '列', '值', '代码', '原因'],
}
const flush_at = 1 << 18
const byte_order_mark = '\ufeff'

/** `rejects.csv`: one line per rejected row. The file is made with its first line. */
export class RejectsFile {
  readonly #path: string
  readonly #locale: Locale
  #file: number | null = null
  #text = ''

  constructor(path: string, locale: Locale) {
    this.#path = path
    this.#locale = locale
  }

  add({ file, line, table, column, value, code }: Reject): void {
    if (this.#file === null) {
      this.#file = openSync(this.#path, 'w', 0o600)
      this.#text = byte_order_mark + csvLine(headers[this.#locale])
    }
    const reason = reasonText(code, this.#locale)
    this.#text += csvLine([file ?? '', String(line), table ?? '', column ?? '', value ?? '', code, reason])
    if (this.#text.length > flush_at) this.#flush()
  }

  close(): void {
    if (this.#file === null) return
    this.#flush()
    closeSync(this.#file)
    this.#file = null
  }

  #flush(): void {
    writeSync(this.#file!, this.#text)
    this.#text = ''
  }
}

const signed = /^[-+][\d.,]+$/

/** A line of CSV. What a spreadsheet would run as a formula is made text by a leading apostrophe; a number stays one. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(signed.test(cell) ? cell : neutral(cell))).join(',')}\r\n`
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
