import { describe, expect, it } from 'vitest'
import { bootstrap, quantile } from '../../server/stats/bootstrap.ts'
import { falseDiscovery } from '../../server/stats/false-discovery.ts'
import { wilson } from '../../server/stats/wilson.ts'

describe('Wilson’s interval', () => {
  it('agrees with the table of Newcombe (1998), method 3', () => {
    expect(wilson(81, 263)).toMatchObject({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) })
    expect(wilson(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) })
    expect(wilson(1, 29)).toMatchObject({ low: expect.closeTo(0.0061, 4), high: expect.closeTo(0.1718, 4) })
  })

  it('ends at all, and knows nothing of nobody', () => {
    expect(wilson(5, 5)!.high).toBe(1)
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('false discoveries', () => {
  it('are held as in the example of Benjamini and Hochberg (1995): four of fifteen at 5 %', () => {
    const chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324]
    const all = [...chances, 0.4262, 0.5719, 0.6528, 0.759, 1]
    expect(falseDiscovery(all).filter((adjusted) => adjusted <= 0.05).length).toBe(4)
    expect(falseDiscovery(chances, 15).slice(0, 4)).toEqual(falseDiscovery(all).slice(0, 4))
  })

  it('keep their order, and equal chances stay equal', () => {
    const adjusted = falseDiscovery([0.03, 0.01, 0.03])
    expect(adjusted[0]).toBe(adjusted[2])
    expect(adjusted[1]).toBeCloseTo(0.03, 12)
    expect(falseDiscovery([])).toEqual([])
  })
})

describe('a bootstrap', () => {
  const values = Array.from({ length: 400 }, (_, nth) => nth % 100)
  const mean = (rows: Int32Array) => [rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length]

  it('finds the interval of a mean, the same every time', () => {
    const [interval] = bootstrap(values.length, mean)
    const half = (1.96 * 28.87) / 20
    expect(interval!.low).toBeCloseTo(49.5 - half, 0)
    expect(interval!.high).toBeCloseTo(49.5 + half, 0)
    expect(bootstrap(values.length, mean)).toEqual([interval])
    expect(bootstrap(0, mean)).toEqual([])
  })

  it('reads quantiles between its values', () => {
    expect(quantile([1, 2, 4], 0.75)).toBe(3)
    expect(quantile([7], 0.1)).toBe(7)
  })
})
