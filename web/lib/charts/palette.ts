import { theme } from '../theme/theme.svelte.ts'

/** Colours and type a chart is drawn with: resolved values of the design tokens, since an SVG file has no style sheet. */
export interface Palette {
  readonly ink: string
  readonly ink_soft: string
  readonly paper: string
  readonly hairline: string
  /** The one accent: ours, selected. */
  readonly accent: string
  /** The comparison. */
  readonly compare: string
  readonly attention: string
  readonly good: string
  readonly bad: string
  readonly rise: string
  readonly fall: string
  /** Paper that lies lower: nothing, or the middle of a diverging scale. */
  readonly sunk: string
  /** From little to much. */
  readonly sequential: readonly string[]
  /** The ends of a diverging scale. */
  readonly low: string
  readonly high: string
  /** Eight that are told apart, also without colour vision. */
  readonly series: readonly string[]
  /** Without double quotes: ECharts writes it into an attribute of an SVG file as it is. */
  readonly font: string
}

/** The palette in force. Read inside an effect or a template it follows light, dark and the colours of deltas. */
export function currentPalette(): Palette {
  return {
    ink: theme.token('--ink'),
    ink_soft: theme.token('--ink-soft'),
    paper: theme.token('--paper'),
    hairline: theme.token('--hairline'),
    accent: theme.token('--celadon'),
    compare: theme.token('--indigo'),
    attention: theme.token('--gamboge-mark'),
    good: theme.token('--good'),
    bad: theme.token('--bad'),
    rise: theme.token('--rise'),
    fall: theme.token('--fall'),
    sunk: theme.token('--diverging-mid'),
    sequential: [1, 2, 3, 4, 5, 6].map((step) => theme.token(`--sequential-${step}`)),
    low: theme.token('--diverging-low'),
    high: theme.token('--diverging-high'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((nth) => theme.token(`--series-${nth}`)),
    font: theme.token('--font-sans').replaceAll('"', "'"),
  }
}
