import type { Row } from '../../../queries/metric.ts'
import type { drivers } from '../../../queries/satisfaction/drivers.ts'
import type { stores } from '../../../queries/satisfaction/stores.ts'

/** What the sentence at the top says beside the score itself. */
export interface SatisfactionAnswer {
  /** The item that matters most among those that do worse than the others. */
  readonly pressing: string | null
  /** Stores beyond the 99.8 % limit below the chain. */
  readonly stores_below: number
}

/** The findings worth a sentence. */
export function answerFacts(
  driver_rows: readonly Row<typeof drivers>[],
  store_rows: readonly Row<typeof stores>[],
): SatisfactionAnswer {
  const pressing = driver_rows.find(
    ({ quadrant, status, slope }) => quadrant === 'concentrate' && status === 'driver' && (slope ?? 0) > 0,
  )
  return {
    pressing: pressing?.item ?? null,
    stores_below: store_rows.filter(({ verdict }) => verdict === 'below_998').length,
  }
}
