import { describe, expect, test } from 'vitest'
import { readWorth, writeWorth } from '../../../web/lib/prediction/worth-settings.ts'

const read = (address: Readonly<Record<string, string>>) => readWorth((name) => address[name] ?? null)

describe('how CLV is worked out', () => {
  test('is said by the address, and is usual where that says nothing or what is not allowed', () => {
    expect(read({})).toEqual({ horizon_months: 12, discount_rate: 0.01 })
    expect(read({ horizon_months: '24', discount_rate: '0' })).toEqual({
      horizon_months: 24,
      discount_rate: 0,
    })
    expect(read({ horizon_months: '37', discount_rate: 'x' })).toEqual({
      horizon_months: 12,
      discount_rate: 0.01,
    })
  })

  test('is written into the address unless it is usual', () => {
    expect(writeWorth({ horizon_months: 24 })).toEqual({ horizon_months: '24' })
    expect(writeWorth({ horizon_months: 12, discount_rate: 0.02 })).toEqual({
      horizon_months: null,
      discount_rate: '0.02',
    })
  })
})
