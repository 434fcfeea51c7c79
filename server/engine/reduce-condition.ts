import { inPlaceOf, is, isGroup, partsAt, textOf } from './sql-pieces.ts'
import type { Piece } from './sql-pieces.ts'

/** Whether a condition holds for every row, or for none; undefined when that depends on the row. */
export type Truth = (condition: string) => boolean | undefined

/** A condition without the parts whose truth is known; true or false when that decides it. */
export function reduceCondition(pieces: readonly Piece[], truth: Truth): readonly Piece[] | boolean {
  return reduceParts(pieces, 'or', (part) => reduceParts(part, 'and', (one) => reduceOne(one, truth)))
}

/** Parts between `or`: one that holds decides; those that never do are left out. Between `and` the other way round. */
function reduceParts(
  pieces: readonly Piece[],
  joint: 'and' | 'or',
  reduce: (part: readonly Piece[]) => readonly Piece[] | boolean,
): readonly Piece[] | boolean {
  const decides = joint === 'or'
  const { parts, separators } = partsAt(pieces, (piece, at) => is(piece, joint) && !closesBetween(pieces, at))
  const kept: Piece[] = []
  for (const [nth, part] of parts.entries()) {
    const reduced = reduce(part)
    if (reduced === decides) return decides
    if (typeof reduced === 'boolean') continue
    kept.push(...(kept.length > 0 ? [separators[nth - 1]!] : []), ...reduced)
  }
  return kept.length > 0 ? inPlaceOf(pieces[0]!, kept) : !decides
}

function reduceOne(pieces: readonly Piece[], truth: Truth): readonly Piece[] | boolean {
  const [first, ...others] = pieces
  if (is(first, 'not') && others.length > 0) {
    const reduced = reduceOne(others, truth)
    return typeof reduced === 'boolean' ? !reduced : [first!, ...reduced]
  }
  if (
    others.length === 0 &&
    isGroup(first) &&
    first.open.text === '(' &&
    !is(first.inner[0], 'select', 'with')
  ) {
    const inner = reduceCondition(first.inner, truth)
    return typeof inner === 'boolean' ? inner : [{ ...first, inner }]
  }
  return truth(textOf(pieces).trim().replaceAll(/\s+/g, ' ')) ?? pieces
}

/** Whether the `and` at this place belongs to `between … and …`. */
function closesBetween(pieces: readonly Piece[], at: number): boolean {
  const before = pieces.slice(0, at).findLast((piece) => is(piece, 'and', 'or', 'between'))
  return is(pieces[at], 'and') && is(before, 'between')
}
