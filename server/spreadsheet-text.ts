const startsFormula = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u

/** The same text, with an apostrophe in front when a spreadsheet would take it for a formula. */
export function neutral(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text
}
