import { reduceCondition } from './reduce-condition.ts'
import type { Truth } from './reduce-condition.ts'
import { inPlaceOf, is, isGroup, partsAt, piecesOf, placeOf, textOf, wordsOf } from './sql-pieces.ts'
import type { Group, Piece, Word } from './sql-pieces.ts'

/** SQL, and whether it gives no row whatever the data. */
interface Reduced {
  readonly pieces: readonly Piece[]
  readonly is_empty: boolean
}

/** Names of the common table expressions in sight that give no row. */
type Empty = ReadonlySet<string>

/**
 * The same SQL without what cannot matter: conditions that hold for every row, branches of a `union all` that give none,
 * and expressions that nothing names any more. What stays is what was written; only a branch that becomes the first
 * takes over the names of the columns.
 */
export function leaveOut(sql: string, truth: Truth): string {
  return textOf(query(piecesOf(sql), truth, new Set()).pieces)
}

/** `with … select … union all select …` */
function query(pieces: readonly Piece[], truth: Truth, outer: Empty): Reduced {
  if (!is(pieces[0], 'with')) return union(pieces, truth, outer)
  const start = placeOf(pieces, 'select')
  const empty = new Set(outer)
  const named = partsAt(pieces.slice(1, start), (piece) => is(piece, ',')).parts.map((part) => {
    const [name, as, body] = part as [Word, Word, Group]
    const inner = query(body.inner, truth, empty)
    if (inner.is_empty) empty.add(name.text)
    else empty.delete(name.text)
    return [name, as, { ...body, inner: inner.pieces }] as const
  })
  const { pieces: body, is_empty } = union(pieces.slice(start), truth, empty)
  return { pieces: withNeeded(pieces[0] as Word, named, body), is_empty }
}

/** A query behind those of its expressions that it names, or that these name. */
function withNeeded(
  opening: Word,
  named: readonly (readonly [Word, Word, Group])[],
  body: readonly Piece[],
): Piece[] {
  const words = new Set(wordsOf(body).map(({ text }) => text))
  const needed = named.toReversed().filter(([name, , { inner }]) => {
    if (!words.has(name.text)) return false
    for (const { text } of wordsOf(inner)) words.add(text)
    return true
  })
  if (needed.length === 0) return inPlaceOf(opening, body)
  const list = needed.toReversed().flatMap((each, nth) => (nth === 0 ? each : [comma, ...each]))
  return [opening, ...list, ...body]
}

const comma = { gap: '', text: ',' }

interface Branch extends Reduced {
  /** `union all`; nothing before the first. */
  readonly joint: readonly Piece[]
}

function union(pieces: readonly Piece[], truth: Truth, empty: Empty): Reduced {
  const { parts, separators } = partsAt(pieces, (piece) => is(piece, 'union'))
  const branches = parts.map((part, nth): Branch => {
    const joint = nth === 0 ? [] : [separators[nth - 1]!, part[0]!]
    return { joint, ...select(part.slice(nth === 0 ? 0 : 1), truth, empty) }
  })
  const is_empty = branches.every((branch) => branch.is_empty)
  const is_whole =
    branches.some(({ joint }) => is(joint[1], 'distinct')) || placeOf(pieces, 'order') < pieces.length
  const kept = is_whole ? branches : withRows(branches)
  return { pieces: kept.flatMap((branch) => [...branch.joint, ...branch.pieces]), is_empty }
}

/** The branches that may give rows, or the first one if there is none. */
function withRows(branches: readonly Branch[]): readonly Branch[] {
  const [first, ...others] = branches.filter((branch) => !branch.is_empty)
  const model = branches[0]!
  if (first === undefined) return [model]
  if (first === model) return [first, ...others]
  if (columnsOf(model.pieces).some((column) => nameOf(column) === undefined)) return [model, first, ...others]
  return [{ ...first, joint: [], pieces: renamed(first.pieces, model.pieces) }, ...others]
}

const afterConditions = ['group', 'having', 'window', 'qualify', 'order', 'limit']

/** `select … from … where … group by …` */
function select(pieces: readonly Piece[], truth: Truth, empty: Empty): Reduced {
  const whole = within(pieces, truth, empty)
  const end = placeOf(whole, ...afterConditions)
  const where = Math.min(placeOf(whole, 'where'), end)
  const conditions = reduceCondition(whole.slice(where + 1, end), truth)
  const is_never = conditions === false || joinsEmpty(whole.slice(placeOf(whole, 'from'), where), empty)
  const is_empty = is_never && (is(whole[end], 'group') || !columnsOf(whole).some(aggregates))
  const kept = conditions === true ? [] : [whole[where]!, ...(conditions || [no])]
  return { pieces: [...whole.slice(0, where), ...kept, ...whole.slice(end)], is_empty }
}

const word = (text: string): Word => ({ gap: ' ', text })
const no = word('false')

/** The same for every query that stands in brackets. */
function within(pieces: readonly Piece[], truth: Truth, empty: Empty): Piece[] {
  return pieces.map((piece) => {
    if (!isGroup(piece)) return piece
    const is_query = is(piece.inner[0], 'with', 'select')
    const inner = is_query ? query(piece.inner, truth, empty).pieces : within(piece.inner, truth, empty)
    return { ...piece, inner }
  })
}

/** Whether `from a join b …` has no row because one of what it joins has none. */
function joinsEmpty(sources: readonly Piece[], empty: Empty): boolean {
  if (sources.some((piece) => is(piece, 'right', 'full'))) return false
  return sources.some(
    (piece, at) =>
      (is(piece, 'from') || (is(piece, 'join') && !is(sources[at - 1], 'left'))) &&
      is(sources[at + 1], ...empty),
  )
}

/** What a select gives, column by column. */
function columnsOf(pieces: readonly Piece[]): Piece[][] {
  const start = is(pieces[1], 'distinct') ? 2 : 1
  return partsAt(pieces.slice(start, placeOf(pieces, 'from')), (piece) => is(piece, ',')).parts
}

/** What may stand before a bracket without making a row out of none, as `count` and `sum` do. */
const fromOneRow = new Set([
  ...['cast', 'decimal', 'coalesce', 'nullif', 'least', 'greatest', 'concat', 'date_diff', 'abs', 'over'],
  ...['reg_count', 'reg_number', 'reg_money', 'reg_text', 'reg_flag', 'reg_date', 'reg_day', 'reg_month'],
  ...[
    'reg_bucket',
    'reg_add_months',
    'reg_ratio',
    'reg_holds',
    'in',
    'and',
    'or',
    'not',
    'when',
    'then',
    'else',
  ],
])

function aggregates(pieces: readonly Piece[]): boolean {
  return pieces.some((piece, at) => {
    if (!isGroup(piece)) return false
    const before = pieces[at - 1]
    const calls = piece.open.text === '(' && before && !isGroup(before) && /^[a-z]/.test(before.text)
    if (calls && !fromOneRow.has(before.text) && !is(pieces[at + 1], 'over')) return true
    return aggregates(piece.inner)
  })
}

/** The name of a column, when it has one. */
function nameOf(column: readonly Piece[]): string | undefined {
  const [last, before] = [column.at(-1), column.at(-2)]
  if (isGroup(last) || !/^[a-z_]/.test(last!.text)) return undefined
  return column.length === 1 || is(before, 'as') || (column.length === 3 && is(before, '.'))
    ? last!.text
    : undefined
}

/** A select whose columns have the names that they have in another one. */
function renamed(pieces: readonly Piece[], model: readonly Piece[]): Piece[] {
  const [start, from] = [is(pieces[1], 'distinct') ? 2 : 1, placeOf(pieces, 'from')]
  const names = columnsOf(model).map(nameOf)
  const columns = columnsOf(pieces).flatMap((column, nth) => {
    const bare = is(column.at(-2), 'as') ? column.slice(0, -2) : column
    const is_named = nameOf(column) === names[nth] && !is(column.at(-2), '.')
    const named = is_named ? column : [...bare, word('as'), word(names[nth]!)]
    return nth === 0 ? named : [comma, ...named]
  })
  return inPlaceOf(model[0]!, [...pieces.slice(0, start), ...columns, ...pieces.slice(from)])
}
