import { describe, expect, it } from 'vitest'
import { lifecycleChart, lifecycleColours } from '../../../web/lib/charts/lifecycle-chart.ts'
import type { LifecycleChart } from '../../../web/lib/charts/lifecycle-chart.ts'
import { palette } from './drawing.ts'

const chart: LifecycleChart = {
  buckets: [
    { label: 'July', returning: 5, resurrected: 2, fresh: 3, lapsed: 4 },
    { label: 'August', returning: 6, resurrected: 1, fresh: 0, lapsed: 9 },
  ],
  names: { returning: 'Returning', resurrected: 'Resurrected', fresh: 'New', lapsed: 'Lapsed' },
  events: [],
  unfinished: true,
  period: [1, 1],
  print: String,
}
interface Series {
  readonly id: string
  readonly data: readonly number[]
}
const series = (drawn: LifecycleChart) => lifecycleChart(drawn, palette).series as unknown as Series[]

describe('the lifecycle chart', () => {
  it('stands the active on zero and hangs the lapsed below it', () => {
    const data = Object.fromEntries(series(chart).map(({ id, data: values }) => [id, values]))
    expect(data).toMatchObject({ returning: [5, 6], resurrected: [2, 1], fresh: [3, 0], lapsed: [-4, -9] })
  })

  it('hatches a bucket that is not over, and only then', () => {
    expect(series(chart).map(({ id }) => id)).toContain('hatch')
    expect(series({ ...chart, unfinished: false }).map(({ id }) => id)).not.toContain('hatch')
  })

  it('has a colour of its own for each kind', () => {
    expect(new Set(Object.values(lifecycleColours(palette))).size).toBe(4)
  })
})
