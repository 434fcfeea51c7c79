const needs_quotes = /[",\r\n]|^\s|\s$/
const starts_formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u

/** A table as CSV that a spreadsheet opens as it is: byte order mark, CRLF, and no text that would run as a formula. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return '\uFEFF' + rows.map((row) => row.map(field).join(',') + '\r\n').join('')
}

function field(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = starts_formula.test(value) ? `'${value}` : value
  return needs_quotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
