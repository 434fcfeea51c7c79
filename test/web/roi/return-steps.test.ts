import { describe, expect, it } from 'vitest'
import type { roi } from '../../../queries/kpi/roi.ts'
import type { Row } from '../../../queries/metric.ts'
import { returnSteps, stepReading, waterfall } from '../../../web/lib/roi/return-steps.ts'

const row = {
  ...{ incremental_margin: 100, margin_low: 80, margin_high: 120 },
  ...{ service_saved: 20, saved_low: 15, saved_high: 25 },
  ...{ cost: 70, unmeasured_cost: 30, net_gain: 50, net_low: 29, net_high: 71 },
} as Row<typeof roi>

describe('the steps of the return', () => {
  it('lead from what came in over both kinds of cost to what is left', () => {
    expect(waterfall(row).map(({ step, start, end }) => [step, start, end])).toEqual([
      ['gain', 0, 100],
      ['saved', 100, 120],
      ['cost', 120, 80],
      ['cost_unmeasured', 80, 50],
      ['net', 0, 50],
    ])
    expect(waterfall(row)[1]).toMatchObject({ low: 115, high: 125 })
  })

  it('leave out a cost that nobody had', () => {
    expect(waterfall({ ...row, unmeasured_cost: 0 }).map(({ step }) => step)).toEqual([
      'gain',
      'saved',
      'cost',
      'net',
    ])
  })

  it('have no length where nobody knows them, instead of a cost of nothing and a gain that is left whole', () => {
    const unknown = {
      ...row,
      cost: null,
      unmeasured_cost: null,
      net_gain: null,
      net_low: null,
      net_high: null,
    }
    expect(waterfall(unknown).map(({ step, start, end, is_known }) => [step, end - start, is_known])).toEqual(
      [
        ['gain', 100, true],
        ['saved', 20, true],
        ['cost', 0, false],
        ['net', 0, false],
      ],
    )
  })

  it('are read with costs as what was spent, and unknown stays unknown', () => {
    expect(returnSteps.map((step) => stepReading(row, step).value)).toEqual([100, 20, 40, 30, 50])
    expect(stepReading(row, 'net')).toEqual({ value: 50, low: 29, high: 71 })
    expect(stepReading({ ...row, incremental_margin: null }, 'gain').value).toBeNull()
    expect(stepReading({ ...row, cost: null }, 'cost').value).toBeNull()
  })
})
