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
  readonly font: string
}

/** CSS custom property behind each colour of the palette. */
const tokens: Readonly<Record<keyof Palette, string>> = {
  ink: '--ink',
  ink_soft: '--ink-soft',
  paper: '--paper',
  hairline: '--hairline',
  accent: '--celadon',
  compare: '--indigo',
  attention: '--gamboge-mark',
  good: '--good',
  bad: '--bad',
  rise: '--rise',
  fall: '--fall',
  font: '--font-sans',
}

/** Reads the palette in force at an element; an unset token falls back to the element's own text colour. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const read = (token: string) => style.getPropertyValue(token).trim() || style.color
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, read(token)]),
  ) as unknown as Palette
}
