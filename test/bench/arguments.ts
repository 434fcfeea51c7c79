/** The parts of the bench, in the order in which they run. */
export const sections = ['load', 'increment', 'metrics', 'conditions', 'http', 'pages'] as const
export type Section = (typeof sections)[number]

/** What a run of the bench is asked for. */
export interface BenchOptions {
  /** Purchase lines of each chain, ascending. */
  readonly lines: readonly number[]
  readonly seed: number
  readonly only: readonly Section[]
  /** Whether the chains stay on disk for the next run. */
  readonly keep: boolean
}

const usage = `npm run bench -- --lines 1m[,10m,100m] [--seed n] [--only ${sections.join(',')}] [--keep]`

/** Reads the command line of the bench. Throws what is wrong with it and how it is used. */
export function readArguments(given: readonly string[]): BenchOptions {
  const options = { lines: [1_000_000], seed: 1, only: [...sections] as readonly Section[], keep: false }
  const words = given.flatMap((word) => (word.startsWith('--') ? word.split('=', 2) : [word]))
  for (let at = 0; at < words.length; at += 1) {
    const name = words[at]
    if (name === '--keep') options.keep = true
    else if (name === '--lines') options.lines = listOf(words[(at += 1)], sizeOf).sort((a, b) => a - b)
    else if (name === '--seed') options.seed = seedOf(words[(at += 1)])
    else if (name === '--only') options.only = listOf(words[(at += 1)], sectionOf)
    else throw new Error(`${name} is not understood.\n${usage}`)
  }
  return options
}

/** A number of lines in short: `1m`, `250k`. */
export function sizeText(lines: number): string {
  if (lines % 1e6 === 0) return `${lines / 1e6}m`
  return lines % 1e3 === 0 ? `${lines / 1e3}k` : String(lines)
}

function listOf<T>(text: string | undefined, read: (word: string) => T): T[] {
  const words = (text ?? '').split(',').filter(Boolean)
  if (words.length === 0) throw new Error(`A value is missing.\n${usage}`)
  return [...new Set(words.map(read))]
}

function sizeOf(word: string): number {
  const [, digits, unit] = /^(\d+)([km]?)$/i.exec(word) ?? []
  const lines = Number(digits) * { '': 1, k: 1e3, m: 1e6 }[(unit ?? '').toLowerCase() as '' | 'k' | 'm']
  if (!(lines >= 10_000)) throw new Error(`--lines ${word} is no size of at least 10k.\n${usage}`)
  return lines
}

function seedOf(word: string | undefined): number {
  if (!/^\d{1,9}$/.test(word ?? '')) throw new Error(`--seed wants a whole number, not ${word}.\n${usage}`)
  return Number(word)
}

function sectionOf(word: string): Section {
  const section = sections.find((name) => name === word)
  if (!section) throw new Error(`There is no section ${word}.\n${usage}`)
  return section
}
