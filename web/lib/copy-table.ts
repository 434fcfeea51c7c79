type Cells = readonly (readonly (string | number | null)[])[]

/** Puts a table on the clipboard, for a spreadsheet and for a document. */
export async function copyTable(cells: Cells) {
  const item = new ClipboardItem({
    'text/plain': new Blob([tabbed(cells)], { type: 'text/plain' }),
    'text/html': new Blob([markup(cells)], { type: 'text/html' }),
  })
  await navigator.clipboard.write([item])
}

/** Tab-separated text. A cell that a spreadsheet would run as a formula is quoted. */
export function tabbed(cells: Cells): string {
  return cells
    .map((row) => row.map((cell) => harmless(cell).replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')
}

function markup(cells: Cells): string {
  const row = (one: Cells[number]) =>
    `<tr>${one.map((cell) => `<td>${escaped(harmless(cell))}</td>`).join('')}</tr>`
  return `<table>${cells.map(row).join('')}</table>`
}

function harmless(cell: string | number | null): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  return /^[=+\-@]/.test(cell) && !/^[+-][\d.,]+%?$/.test(cell) ? `'${cell}` : cell
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
