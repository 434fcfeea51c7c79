type Cell = string | number | boolean | null | undefined

/** Rows as text in columns under their names: the first to the left, numbers and others to the right. */
export function textTable(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [names, ...rows].map((row) => row.map(textOf))
  const widths = names.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
  const [head, ...body] = cells.map(line)
  return [head!, widths.map((width) => '─'.repeat(width)).join('  '), ...body]
    .map((row) => row.trimEnd())
    .join('\n')
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return typeof cell === 'number' ? cell.toLocaleString('en', { maximumSignificantDigits: 4 }) : cell
}
