import { halfWidth, isWide, max_shapes, type Shape } from './shapes.ts'

/** How the numbers of a column are written, decided for the column as a whole. */
export interface NumberStyle {
  /** Every value is digits with at most a sign, a point and an exponent. */
  readonly bare: boolean
  readonly wide: boolean
  readonly decimal_comma: boolean
}

const bareShape = /^[-+]?(9+\.?9*|\.9+)([eE][-+]?9+)?$/
const exact = `'[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?'`
const dressing = `'(?i)(rmb|cny|usd|eur|gbp|hkd|brl|jpy|cad|aud|r\\$|[¥￥$€£₽₩₹元圆円]|\\s|\\x{00a0}|\\x{202f}|'')'`

/** How numbers are written that need no looking at. */
export const bare_numbers: NumberStyle = { bare: true, wide: false, decimal_comma: false }

/** SQL: whether a text is written so. */
export const isBare = (text: string) => `regexp_full_match(${text}, ${exact})`

/**
 * Decides how to read a column's numbers from their shapes. A comma is a decimal comma only where some value shows it
 * (`12,5`, `1.234,56`) and none shows the contrary (`1,234.5`, `0.5`).
 */
export function numberStyle(shapes: readonly Shape[]): NumberStyle {
  const bare = shapes.length < max_shapes && shapes.every(({ shape }) => bareShape.test(shape))
  const plain = shapes.map(({ shape }) => shape.normalize('NFKC'))
  const comma = plain.some((shape) => /^[^,]*,(9{1,2}|9{4,})[^9,.]*$/.test(shape) || /\.9{3},9/.test(shape))
  const point = plain.some((shape) => /,9{3}\.9/.test(shape) || /^[^.]*\.(9{1,2}|9{4,})[^9,.]*$/.test(shape))
  return { bare, wide: shapes.some(({ shape }) => isWide(shape)), decimal_comma: comma && !point }
}

/** SQL: a text as the digits of a number, or null: signs of money, thousands separators and brackets are undone. */
export function numberText(text: string, style: NumberStyle): string {
  if (style.bare) return text
  const undressed = `regexp_replace(${style.wide ? halfWidth(text) : text}, ${dressing}, '', 'g')`
  const signed = `regexp_replace(regexp_replace(${undressed}, '^\\((.*)\\)$', '-\\1'), '^([^-]*)-$', '-\\1')`
  return `nullif(regexp_extract(${ungrouped(signed, style.decimal_comma)}, '^' || ${exact} || '$'), '')`
}

/** SQL: exact money; null when the text is no number or beyond 14 digits. */
export const amountOf = (number: string) => `try_cast(${number} as decimal(18, 4))`

/** SQL: a double without a negative zero. */
export const doubleOf = (number: string) => `try_cast(${number} as double) + 0`

/** SQL: a whole number; null when the number is not whole. */
export const integerOf = (number: string) =>
  `case when ${amountOf(number)} = floor(${amountOf(number)}) then cast(${amountOf(number)} as bigint) end`

/** SQL: whether a text is a number at all, whatever its size. */
export const isNumber = (number: string) => `try_cast(${number} as double) is not null`

/** SQL: whether money is written finer than it is kept; what is beyond ten decimals is the noise of binary fractions. */
export const isFiner = (number: string) => `regexp_matches(${number}, '\\.[0-9]{4}0{0,5}[1-9]')`

function ungrouped(text: string, decimal_comma: boolean): string {
  const [group, decimal] = decimal_comma ? ['.', ','] : [',', '.']
  const grouped = `regexp_full_match(${text}, '[-+]?[0-9]{1,3}(\\${group}[0-9]{3})+(\\${decimal}[0-9]*)?')`
  const without = `case when ${grouped} then replace(${text}, '${group}', '') else ${text} end`
  return decimal_comma ? `replace(${without}, ',', '.')` : without
}
