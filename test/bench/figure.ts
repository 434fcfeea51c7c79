import type { Section } from './arguments.ts'

/** `times` how many times as much; `share` and `n` without a unit; `rate` per second. */
export type FigureUnit = 'ms' | 's' | 'bytes' | 'times' | 'share' | 'rate' | 'n'

/** What the figure has to reach, meant for a chain of a hundred million lines on two cores. */
export type Target = { readonly at_most: number } | { readonly at_least: number }

/** One measured number. */
export interface Figure {
  readonly section: Section
  readonly name: string
  readonly unit: FigureUnit
  readonly value: number
  readonly target?: Target
}

/** What a section found: its figures, a table of its own for those who want more, and what a reader must know. */
export interface Findings {
  readonly figures: readonly Figure[]
  readonly details?: readonly Readonly<Record<string, string | number | boolean | null>>[]
  readonly notes?: readonly string[]
}

/** Whether a figure reaches its target; null without one. */
export function reaches({ value, target }: Figure): boolean | null {
  if (!target) return null
  return 'at_most' in target ? value <= target.at_most : value >= target.at_least
}

/** A value as people read it. */
export function figureText(value: number, unit: FigureUnit): string {
  switch (unit) {
    case 'ms':
      return `${short(value)} ms`
    case 's':
      return `${short(value)} s`
    case 'bytes':
      return value >= 1e9 ? `${short(value / 1e9)} GB` : `${short(value / 1e6)} MB`
    case 'times':
      return `${short(value)} ×`
    case 'share':
      return `${short(100 * value)} %`
    case 'rate':
      return `${short(value)}/s`
    case 'n':
      return short(value)
  }
}

function short(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)))
}
