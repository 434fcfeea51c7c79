/** A cell of text, quoted where a comma, a quote or a line break demands it. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const cents = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))

/** Yuan with two decimals from fen. */
export function yuan(fen: number): string {
  const size = Math.abs(fen)
  return `${fen < 0 ? '-' : ''}${Math.floor(size / 100)}.${cents[size % 100]}`
}
