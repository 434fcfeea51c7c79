import type { CellValue } from '../engine/engine.ts'

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/u
const unprintable = /[\p{Cc}\p{Cf}]/gu

/** Rows as a table for a terminal: numbers right, text left, an em dash for null; wide characters count twice. */
export function tableText(titles: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  const cells = rows.map((row) => row.map(printed))
  const widths = titles.map((title, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index]!))),
  )
  const numeric = titles.map((_, index) => rows.some((row) => typeof row[index] === 'number'))
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => padded(text, widths[index]!, numeric[index]!))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [line(titles), rule, ...cells.map(line), ''].join('\n')
}

function printed(value: CellValue): string {
  if (value === null) return '—'
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)))
  return String(value).replace(unprintable, ' ')
}

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0)
}
