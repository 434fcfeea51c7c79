import { afterAll, beforeAll } from 'vitest'
import type { Metric, Row } from '../../queries/metric.ts'
import { rowsOf } from '../../server/engine/answer.ts'
import type { CellValue, Question } from '../../server/engine/engine.ts'
import type { Asked } from '../../server/engine/question.ts'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { openChain } from './chain.ts'
import type { CanonicalRows, Chain } from './chain.ts'

/** January to March 2025. */
export const quarter = { from: '2025-01-01', to: '2025-03-31' }
/** The quarter before. */
export const lastQuarter = { base_from: '2024-10-01', base_to: '2024-12-31' }

/** The corner shop, open for the tests of one file; rows given here replace its tables. */
export function useCornerShop(changes: CanonicalRows = {}) {
  let chain: Chain | undefined
  beforeAll(async () => {
    chain = await openChain({ ...cornerShop, ...changes })
  })
  afterAll(() => chain?.close())
  return {
    ask<M extends Metric>(metric: M, asked: Asked = {}, stores?: readonly string[]): Promise<Row<M>[]> {
      return chain!.ask(metric, { ...quarter, ...asked }, stores)
    },
    /** Rows of a question made on the spot. */
    async read(question: Question): Promise<Record<string, CellValue>[]> {
      return rowsOf(await chain!.engine.ask(question))
    },
  }
}

/** The values of one column, by the value of another. */
export function column<R extends object>(
  rows: readonly R[],
  key: keyof R,
  value: keyof R,
): Record<string, unknown> {
  return Object.fromEntries(rows.map((row) => [String(row[key]), row[value]]))
}
