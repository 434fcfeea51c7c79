import { describe, expect, it } from 'vitest'
import { forecastErrors } from '../../server/stats/rolling-origin.ts'

const test = (actual: number, forecast: number, half: number | null, scale: number | null = 10) => ({
  actual,
  forecast,
  low: half === null ? null : forecast - half,
  high: half === null ? null : forecast + half,
  scale,
})

describe('the errors of a forecast', () => {
  it('are summed up by hand alike', () => {
    // Off by 10, 20 and 0 of 100, 200 and 100; scaled 1, 2 and 0; the second is outside its interval.
    const errors = forecastErrors([test(100, 110, 15), test(200, 180, 15), test(100, 100, 15)])
    expect(errors).toEqual({ n: 3, mae: 10, wape: 30 / 400, mase: 1, coverage: 2 / 3 })
  })

  it('leave out of scale and coverage what has none', () => {
    const errors = forecastErrors([test(100, 110, null, null), test(100, 120, 30, 5)])
    expect(errors).toMatchObject({ n: 2, mae: 15, mase: 4, coverage: 1 })
  })

  it('are unknown when nothing was tested', () => {
    expect(forecastErrors([])).toEqual({ n: 0, mae: null, wape: null, mase: null, coverage: null })
  })
})
