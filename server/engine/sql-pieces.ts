/** A word, number, text, hole or sign of SQL, with the white space and comments before it. */
export interface Word {
  readonly gap: string
  readonly text: string
}

/** What stands in brackets, or between `case` and `end`. */
export interface Group {
  readonly open: Word
  readonly inner: readonly Piece[]
  readonly close: Word
}

export type Piece = Word | Group

const lexeme =
  /((?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*)('(?:[^']|'')*'|"(?:[^"]|"")*"|\$?[a-z_]\w*|\d[\w.]*|[<>=!|:]+|[^\s])/giy
const closing: Readonly<Record<string, string>> = { '(': ')', case: 'end' }

/** SQL as a tree of its brackets; `textOf` gives it back letter by letter, but for what follows its last word. */
export function piecesOf(sql: string): Piece[] {
  const words = [...sql.matchAll(lexeme)].map(([, gap, text]) => ({ gap: gap!, text: text! }))
  let next = 0
  const readTo = (end?: string): Piece[] => {
    const pieces: Piece[] = []
    while (next < words.length && words[next]!.text !== end) {
      const open = words[next++]!
      const close = closing[open.text]
      pieces.push(close ? { open, inner: readTo(close), close: words[next++]! } : open)
    }
    return pieces
  }
  return readTo()
}

/** The SQL of pieces, with the white space and comments it had. */
export function textOf(pieces: readonly Piece[]): string {
  return wordsOf(pieces)
    .map(({ gap, text }) => gap + text)
    .join('')
}

/** Every word, one after the other, those in brackets and the brackets too. */
export function wordsOf(pieces: readonly Piece[]): Word[] {
  return pieces.flatMap((piece) =>
    isGroup(piece) ? [piece.open, ...wordsOf(piece.inner), piece.close] : [piece],
  )
}

/** The same pieces behind the white space and comments that stand before another one. */
export function inPlaceOf(other: Piece, [first, ...others]: readonly Piece[]): Piece[] {
  const { gap } = isGroup(other) ? other.open : other
  if (first === undefined) return []
  return [isGroup(first) ? { ...first, open: { ...first.open, gap } } : { ...first, gap }, ...others]
}

/** Whether a piece stands for what is in brackets. */
export function isGroup(piece: Piece | undefined): piece is Group {
  return piece !== undefined && 'inner' in piece
}

/** Whether a piece is one of these words. */
export function is(piece: Piece | undefined, ...texts: readonly string[]): boolean {
  return piece !== undefined && !isGroup(piece) && texts.includes(piece.text)
}

/** Where the first of these words stands outside brackets; the end when there is none. */
export function placeOf(pieces: readonly Piece[], ...texts: readonly string[]): number {
  const found = pieces.findIndex((piece) => is(piece, ...texts))
  return found < 0 ? pieces.length : found
}

/** The parts between separators, and before each but the first the separator itself. */
export function partsAt(
  pieces: readonly Piece[],
  separates: (piece: Piece, at: number) => boolean,
): { readonly parts: Piece[][]; readonly separators: Piece[] } {
  const places = pieces.flatMap((piece, at) => (separates(piece, at) ? [at] : []))
  const starts = [0, ...places.map((at) => at + 1)]
  return {
    parts: starts.map((start, nth) => pieces.slice(start, places[nth])),
    separators: places.map((at) => pieces[at]!),
  }
}
