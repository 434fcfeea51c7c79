import { expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { analyses } from '../../server/analysis/index.ts'

it('a metric whose SQL does not give the answer itself has statistics, and no other has', () => {
  const all: readonly Metric[] = metrics
  const read = all.filter(({ reads }) => reads).map(({ id }) => id)
  expect([...analyses.keys()].sort()).toEqual(read.sort())
})
