import { describe, expect, it } from 'vitest'
import { progressMeter } from '../../server/load/job-meter.ts'

const reading = (rows: number, total: number | null = 10_000) => ({
  stage: 'reading' as const,
  part: 'a.csv',
  rows,
  total,
})

function metered() {
  const clock = { now: 0 }
  const meter = progressMeter(() => clock.now)
  return { clock, meter }
}

describe('the pace of a load', () => {
  it('is rows a second since the stage began, and the time the rest takes at that pace', () => {
    const { clock, meter } = metered()
    meter(reading(0))
    clock.now = 2_000
    expect(meter(reading(4_000))).toMatchObject({ rows_per_second: 2_000, remaining_seconds: 3 })
  })

  it('is not told in the first half second', () => {
    const { clock, meter } = metered()
    meter(reading(0))
    clock.now = 400
    expect(meter(reading(4_000))).toMatchObject({ rows_per_second: null, remaining_seconds: null })
  })

  it('has no end while nobody knows the total', () => {
    const { clock, meter } = metered()
    meter(reading(0, null))
    clock.now = 1_000
    expect(meter(reading(500, null))).toMatchObject({ rows_per_second: 500, remaining_seconds: null })
  })

  it('is counted anew in the next stage', () => {
    const { clock, meter } = metered()
    meter(reading(0))
    clock.now = 1_000
    meter(reading(10_000))
    meter({ stage: 'building', part: 'sale_day', rows: 0, total: 30 })
    clock.now = 3_000
    expect(meter({ stage: 'building', part: 'visit', rows: 10, total: 30 })).toMatchObject({
      remaining_seconds: 4,
    })
  })
})
