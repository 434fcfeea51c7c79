import { DelimitedScanner } from './delimited-scanner.ts'
import { parseRecords } from './normalised.ts'

/** A record of a sample; one that could not be read has no cells. */
export interface SampleRecord {
  readonly line: number
  readonly cells: readonly (string | null)[]
}

/** The delimiter and quote that read the sample best, and the records they give. */
export interface Layout {
  readonly delimiter: string
  readonly quote: string
  readonly records: readonly SampleRecord[]
}

const delimiters = [',', '\t', ';', '|', '，'] as const
const enough = 0.95

/**
 * Splits a sample of a delimited text, with the delimiter and quote that are given or that make most records equally
 * wide. `whole` says that the sample is the whole text, so that its last record is complete.
 */
export function detectLayout(
  text: Buffer,
  whole: boolean,
  given: { delimiter?: string; quote?: string },
): Layout {
  const quotes = given.quote === undefined ? likelyQuotes(text) : [given.quote]
  const tried = (given.delimiter === undefined ? delimiters : [given.delimiter]).flatMap((delimiter) =>
    quotes.map((quote) => split(text, whole, delimiter, quote)),
  )
  const best = tried.reduce((left, right) => (right.score > left.score ? right : left))
  if (best.width > 1 || given.delimiter !== undefined) return best
  const spaced = split(text, whole, 'space', best.quote)
  return spaced.width >= 3 && spaced.share >= enough ? spaced : best
}

/** How many fields most records have. */
export function usualWidth(records: readonly SampleRecord[]): number {
  return mode(records.map(({ cells }) => cells.length).filter((width) => width > 0))
}

interface Attempt extends Layout {
  readonly width: number
  readonly share: number
  readonly score: number
}

function split(text: Buffer, whole: boolean, delimiter: string, quote: string): Attempt {
  const records: SampleRecord[] = []
  const scanner = new DelimitedScanner(
    { delimiter, quote, columns: null, skip: 0 },
    {
      records: (bytes) => void records.push(...parseRecords(bytes)),
      reject: (line) => void records.push({ line, cells: [] }),
      lineBreak: () => {},
    },
  )
  scanner.push(text)
  if (whole) scanner.end()
  records.sort((left, right) => left.line - right.line)
  const width = usualWidth(records)
  const fitting = records.filter(({ cells }) => cells.length === width).length
  const share = fitting / Math.max(1, records.length)
  return { delimiter, quote, records, width, share, score: width < 2 ? 0 : share ** 2 * Math.log2(1 + width) }
}

/** Single quotes count only where most lines have whole fields in them, for they are also apostrophes. */
function likelyQuotes(text: Buffer): string[] {
  const lines = text.toString('latin1').split(/\r\n|\n|\r/, 200)
  const single = lines.filter((line) => /(?:^|[,;\t|])'[^']*'(?:[,;\t|]|$)/.test(line)).length
  return single > lines.length / 2 ? ["'", '"'] : ['"']
}

function mode(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((left, right) => (right[1] > left[1] ? right : left), [0, 0])[0]
}
