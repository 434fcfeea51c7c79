import { sizeText } from './arguments.ts'
import type { Section } from './arguments.ts'
import { figureText, reaches } from './figure.ts'
import type { Figure, Findings } from './figure.ts'
import { growthExponent } from './growth-exponent.ts'
import { textTable } from './text-table.ts'

type Detail = NonNullable<Findings['details']>[number]

/** Everything found about a chain of one size. */
export interface SizeReport {
  readonly lines: number
  readonly figures: Figure[]
  readonly details: Detail[]
  readonly notes: string[]
  /** Load average of the machine at the end of each section. */
  readonly busy: Partial<Record<Section, number>>
}

/** All figures, a column for each size, with growth and target beside them. */
export function figureTable(reports: readonly SizeReport[]): string {
  const names = new Map(reports.flatMap(({ figures }) => figures.map((figure) => [keyOf(figure), figure])))
  const rows = [...names.values()].map((last) => {
    const found = reports.map(({ figures }) => figures.find((figure) => keyOf(figure) === keyOf(last)))
    const points = reports.flatMap(({ lines }, at) => (found[at] ? [[lines, found[at].value] as const] : []))
    const exponent = growthExponent(points)
    return [
      keyOf(last),
      ...found.map((figure) => (figure ? figureText(figure.value, figure.unit) : null)),
      ...(reports.length > 1 ? [exponent === null ? null : exponent.toFixed(2)] : []),
      targetText(last),
      reaches(last),
    ]
  })
  const growth = reports.length > 1 ? ['growth exponent'] : []
  return textTable(
    ['figure', ...reports.map(({ lines }) => sizeText(lines)), ...growth, 'target', 'reached'],
    rows,
  )
}

/** The details of a section, a row each. */
export function detailTable(details: readonly Detail[]): string {
  const names = Object.keys(details[0] ?? {})
  return textTable(
    names,
    details.map((detail) => names.map((name) => detail[name])),
  )
}

function keyOf({ section, name }: Figure): string {
  return `${section}: ${name}`
}

function targetText({ target, unit }: Figure): string | null {
  if (!target) return null
  return 'at_most' in target
    ? `≤ ${figureText(target.at_most, unit)}`
    : `≥ ${figureText(target.at_least, unit)}`
}
