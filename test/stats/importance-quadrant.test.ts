import { describe, expect, it } from 'vitest'
import { importanceQuadrants } from '../../server/stats/importance-quadrant.ts'

/** Importance and performance of a car dealer’s service (Martilla & James 1977, table 1). */
const dealer: readonly [string, number, number, string][] = [
  ['Job done right the first time', 3.83, 2.63, 'concentrate'],
  ['Fast action on complaints', 3.63, 2.73, 'concentrate'],
  ['Prompt warranty work', 3.6, 3.15, 'keep'],
  ['Able to do any job needed', 3.56, 3.0, 'keep'],
  ['Service available when needed', 3.41, 3.05, 'keep'],
  ['Courteous and friendly service', 3.41, 3.29, 'keep'],
  ['Car ready when promised', 3.38, 3.03, 'keep'],
  ['Perform only necessary work', 3.37, 3.11, 'keep'],
  ['Low prices on service', 3.29, 2.0, 'concentrate'],
  ['Clean up after service work', 3.27, 3.02, 'keep'],
  ['Convenient to home', 2.52, 2.25, 'low'],
  ['Convenient to work', 2.43, 2.49, 'low'],
  ['Courtesy buses and rental cars', 2.37, 2.35, 'low'],
  ['Send out maintenance notices', 2.05, 3.33, 'overkill'],
]

describe('importance and performance', () => {
  it('split at their means into the four quadrants of Martilla and James', () => {
    const found = importanceQuadrants(
      dealer.map(([, importance, performance]) => ({ importance, performance })),
    )
    expect(found).toEqual(dealer.map(([, , , quadrant]) => quadrant))
  })
})
