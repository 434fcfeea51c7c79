type Cells = readonly (readonly (string | number | null)[])[]

/** Puts a table on the clipboard, for a spreadsheet and for a document; at once, for browsers want that at the click itself. */
export async function copyTable(cells: Cells | Promise<Cells>) {
  const written = (type: string, write: (cells: Cells) => string) =>
    Promise.resolve(cells).then((known) => new Blob([write(known)], { type }))
  const item = new ClipboardItem({
    'text/plain': written('text/plain', tabbed),
    'text/html': written('text/html', markup),
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
