import type { Row } from '../../../queries/metric.ts'
import { focus } from '../../../queries/satisfaction/focus.ts'
import type { Moments } from '../../stats/moments.ts'
import { welch } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'
import { itemDrivers } from './item-drivers.ts'
import { itemScales, momentsByItem, type ScaleEnds } from './item-sums.ts'

/** Where the store is behind the others, and how much that matters. */
export const focusAnalysis = defineAnalysis(focus, (rows, { min_n, scale }) => {
  const scaleOf = itemScales(rows, scale)
  const here = momentsByItem(rows, 'here')
  const others = momentsByItem(rows, 'others')
  const { byItem } = itemDrivers(rows, min_n)
  return [...here]
    .map(([item, own]): Row<typeof focus> => {
      const driver = byItem.get(item)
      const importance = driver ? (driver.is_significant ? driver.share : 0) : null
      return {
        item,
        n: own.n,
        chain_n: others.get(item)?.n ?? 0,
        ...compared(own, others.get(item), { min_n, importance, scale: scaleOf(item) }),
        importance,
      }
    })
    .toSorted((a, b) => (b.priority ?? -1) - (a.priority ?? -1) || (a.difference ?? 9) - (b.difference ?? 9))
})

interface Weighing {
  readonly min_n: number
  readonly importance: number | null
  readonly scale: ScaleEnds
}

const untold = { difference: null, difference_low: null, difference_high: null, priority: null }

function compared(own: Moments, others: Moments | undefined, { min_n, importance, scale }: Weighing) {
  const rating = own.n >= min_n ? own.mean : null
  const chain_rating = others && others.n >= min_n ? others.mean : null
  if (rating === null || chain_rating === null)
    return { rating, chain_rating, ...untold, verdict: 'too_few_answers' }
  const { difference, low, high } = welch(own, others!)
  const verdict = high !== null && high < 0 ? 'behind' : low !== null && low > 0 ? 'ahead' : 'alike'
  const shortfall = verdict === 'behind' ? (-100 * difference) / (scale.high - scale.low) : 0
  return {
    ...{ rating, chain_rating, difference, difference_low: low, difference_high: high, verdict },
    priority: importance === null ? null : importance * shortfall,
  }
}
