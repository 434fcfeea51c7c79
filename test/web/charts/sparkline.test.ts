import { describe, expect, test } from 'vitest'
import { sparkline } from '../../../web/lib/charts/sparkline.ts'

describe('a sparkline', () => {
  test('runs from the left edge to the right edge, the largest value on top', () => {
    expect(sparkline([0, 10, 5]).places).toEqual([
      { x: 0, y: 92 },
      { x: 50, y: 8 },
      { x: 100, y: 50 },
    ])
  })

  test('breaks where a value is unknown and keeps a dot for a lone value', () => {
    expect(sparkline([0, null, 10]).path).toBe('M0 92h0M100 8h0')
    expect(sparkline([0, 10, null]).path).toBe('M0 92L50 8')
  })

  test('draws a flat or single value in the middle', () => {
    expect(sparkline([3, 3]).path).toBe('M0 50L100 50')
    expect(sparkline([3]).places).toEqual([{ x: 100, y: 50 }])
  })

  test('is empty without a value', () => {
    expect(sparkline([])).toEqual({ path: '', open_path: '', places: [], target_y: null })
    expect(sparkline([null, null], { target: 5 })).toMatchObject({ path: '', target_y: null })
  })

  test('draws the way into an unfinished bucket apart', () => {
    const line = sparkline([0, 10, 5], { unfinished: true })
    expect(line).toMatchObject({ path: 'M0 92L50 8', open_path: 'M50 8L100 50' })
  })

  test('makes room for the target', () => {
    expect(sparkline([0, 5], { target: 10 })).toMatchObject({ path: 'M0 92L100 50', target_y: 8 })
  })

  test('holds negative values and ten thousand of them', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => -index)
    const { places } = sparkline(many)
    expect(places[0]).toEqual({ x: 0, y: 8 })
    expect(places.at(-1)).toEqual({ x: 100, y: 92 })
  })
})
