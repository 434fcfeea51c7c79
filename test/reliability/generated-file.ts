import { Dice } from '../fixtures/random-chain.ts'

/** A purchase line as a file's writer meant it, and what the product must make of it. */
interface Written {
  readonly cells: readonly string[]
  /** Null for a line that must be rejected; otherwise its key and its amount in cents. */
  readonly kept: { readonly key: string; readonly cents: number } | null
}

/** A file as some till writes it, and the outcome worked out while it was written. */
export interface GeneratedFile {
  readonly bytes: Buffer
  readonly rows: number
  readonly rejected: number
  /** Those of the rejected rows that have too few fields. */
  readonly ragged: number
  readonly duplicates: number
  /** Amount in cents of every line that must be kept, by order and line. */
  readonly kept: ReadonlyMap<string, number>
}

const header = [
  'order_id',
  'line_no',
  'store_id',
  'ordered_at',
  'product_id',
  'quantity',
  'net_amount',
  'note',
]

/**
 * A CSV of purchase lines written in one of many ways: delimiter, quotes, line ends, byte order mark, blank lines,
 * GB18030, with wrong dates, amounts, missing keys and ragged lines among the good ones, and keys that come back.
 * The same seed gives the same file; `orders` is how many different orders it may name, `till` what their names begin with.
 */
export function generatedFile(seed: number, { orders = 400, till = 'O' } = {}): GeneratedFile {
  const dice = new Dice(seed)
  const delimiter = dice.pick([',', ';', '\t', '|'])
  const end = dice.pick(['\n', '\r\n', '\r'])
  const quotes = dice.pick(['never', 'sometimes', 'always'] as const)
  const written = Array.from({ length: 20 + dice.below(60) }, () => writtenLine(dice, orders, till))
  const ragged = dice.happens(0.3) ? 1 + dice.below(3) : 0
  const lines = [
    quoted(header, { dice, delimiter, quotes, end }),
    ...written.map(({ cells }) => quoted(cells, { dice, delimiter, quotes, end })),
    ...Array.from({ length: ragged }, () => ['R1', '1', 'S1'].join(delimiter)),
  ]
  const spaced = lines.flatMap((line, index) => (index > 0 && dice.happens(0.05) ? ['', line] : [line]))
  const text = spaced.join(end) + (dice.happens(0.7) ? end : '')
  return { bytes: encoded(text, dice), ...outcome(written, ragged) }
}

function writtenLine(dice: Dice, orders: number, till: string): Written {
  const key = [`${till}${dice.below(orders)}`, String(1 + dice.below(2))] as const
  const cents = dice.below(100_000) + 1
  const day = 1 + dice.below(28)
  const good = [
    ...[...key, `S${dice.below(4)}`],
    dice.pick([`2026-03-${two(day)} 10:11:12`, `2026/3/${day} 10:11`, `2026年3月${day}日`]),
    ...[`P${dice.below(9)}`, String(1 + dice.below(5)), (cents / 100).toFixed(2)],
    dice.pick(['', '常客', 'a "good" one', 'x; y, z', 'line\nbreak', ' spaces ', "l'été"]),
  ]
  const spoil = dice.happens(0.08) ? dice.pick(spoilers) : null
  return spoil
    ? { cells: good.map((cell, index) => (index === spoil.column ? spoil.cell : cell)), kept: null }
    : { cells: good, kept: { key: key.join('/'), cents } }
}

const spoilers = [
  { column: 0, cell: '' },
  { column: 3, cell: '2026-02-30 10:00:00' },
  { column: 3, cell: '=NOW()' },
  { column: 3, cell: '' },
  { column: 6, cell: 'ten "or", say, more' },
  { column: 6, cell: '' },
  { column: 6, cell: '1e400' },
  { column: 5, cell: 'many' },
]

interface Style {
  readonly dice: Dice
  readonly delimiter: string
  readonly quotes: 'never' | 'sometimes' | 'always'
  readonly end: string
}

function quoted(cells: readonly string[], { dice, delimiter, quotes, end }: Style): string {
  return cells
    .map((cell) => {
      const text = cell.replaceAll('\n', end)
      const must = /["\n\r]/.test(text) || text.includes(delimiter)
      const does = must || quotes === 'always' || (quotes === 'sometimes' && dice.happens(0.3))
      return does ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(delimiter)
}

function encoded(text: string, dice: Dice): Buffer {
  const kind = dice.pick(['plain', 'mark', 'utf-16', 'gb18030'] as const)
  if (kind === 'gb18030') return Buffer.from([...text].flatMap((character) => gb18030Of(character)))
  if (kind === 'utf-16') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(kind === 'mark' ? `\ufeff${text}` : text)
}

const gb18030 = new Map<string, readonly number[]>()

/** The bytes of a character, found by decoding all that have two. */
function gb18030Of(character: string): readonly number[] {
  if (character < '\x80') return [character.charCodeAt(0)]
  if (gb18030.size === 0) {
    const decoder = new TextDecoder('gb18030')
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1)
        gb18030.set(decoder.decode(Buffer.of(lead, trail)), [lead, trail])
  }
  return gb18030.get(character)!
}

function outcome(written: readonly Written[], ragged: number) {
  const kept = new Map<string, number>()
  for (const line of written) if (line.kept) kept.set(line.kept.key, line.kept.cents)
  const good = written.filter((line) => line.kept).length
  return {
    rows: written.length + ragged,
    rejected: written.length - good + ragged,
    ragged,
    duplicates: good - kept.size,
    kept,
  }
}

const two = (n: number) => String(n).padStart(2, '0')
