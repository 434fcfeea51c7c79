type Cell = string | number | boolean | null | undefined

const words = new Intl.Collator('zh-CN', { numeric: true })

/** The rows in an order: numbers by size, words as Chinese readers sort them; unknown values last either way, ties as they came. */
export function sortedRows<R>(
  rows: readonly R[],
  order: { readonly key: string; readonly descending: boolean } | null,
  valueOf: (row: R, key: string) => Cell,
): readonly R[] {
  if (!order) return rows
  const sign = order.descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [left, right] = [valueOf(a, order.key) ?? null, valueOf(b, order.key) ?? null]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * compared(left, right)
  })
}

function compared(left: NonNullable<Cell>, right: NonNullable<Cell>): number {
  if (typeof left === 'string' && typeof right === 'string') return words.compare(left, right)
  return Number(left) - Number(right)
}
