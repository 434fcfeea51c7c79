/**
 * A name or word as it is compared: half-width, lower case, letters and digits only.
 * `Customer ID`, `customer_id`, `ＣｕｓｔｏｍｅｒＩＤ` and `CustomerID` are equal.
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The same without what stands in brackets at the end: `金额（元）` is `金额`. */
export function withoutUnit(name: string): string {
  return normaliseName(name.normalize('NFKC').replace(/\s*[([【].*$/, ''))
}
