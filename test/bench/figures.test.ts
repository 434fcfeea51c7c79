import { describe, expect, it } from 'vitest'
import { figureText, reaches } from './figure.ts'
import { growthExponent } from './growth-exponent.ts'
import { spreadOf } from './spread.ts'
import { textTable } from './text-table.ts'

describe('a spread', () => {
  it('gives values that were measured: half are at most p50, 95 % at most p95', () => {
    const twenty = Array.from({ length: 20 }, (_, nth) => 20 - nth)
    expect(spreadOf(twenty)).toEqual({ p50: 10, p95: 19, max: 20, n: 20 })
    expect(spreadOf([3])).toEqual({ p50: 3, p95: 3, max: 3, n: 1 })
    expect(() => spreadOf([])).toThrow()
  })
})

describe('the exponent of growth', () => {
  it('is 1 in proportion, 2 for the square, 0 without growth', () => {
    expect(
      growthExponent([
        [1, 5],
        [10, 50],
        [100, 500],
      ]),
    ).toBeCloseTo(1)
    expect(
      growthExponent([
        [1, 2],
        [3, 18],
      ]),
    ).toBeCloseTo(2)
    expect(
      growthExponent([
        [1, 7],
        [10, 7],
      ]),
    ).toBeCloseTo(0)
  })

  it('is 0.6 for four times as much at ten times the size', () => {
    expect(
      growthExponent([
        [1e7, 20],
        [1e8, 80],
      ]),
    ).toBeCloseTo(0.602, 3)
  })

  it('is unknown with one size or without time', () => {
    expect(growthExponent([[1, 5]])).toBeNull()
    expect(
      growthExponent([
        [1, 0],
        [10, 1],
      ]),
    ).toBeNull()
  })
})

describe('a figure', () => {
  const figure = { section: 'load', name: 'x', unit: 'times', value: 3 } as const
  it('reaches a target that it equals, and none that is not set', () => {
    expect(reaches({ ...figure, target: { at_most: 3 } })).toBe(true)
    expect(reaches({ ...figure, target: { at_least: 3.1 } })).toBe(false)
    expect(reaches(figure)).toBeNull()
  })

  it('is printed with three digits and its unit', () => {
    expect(figureText(1757.44, 'ms')).toBe('1,757 ms')
    expect(figureText(0.01234, 'share')).toBe('1.23 %')
    expect(figureText(2.5e9, 'bytes')).toBe('2.5 GB')
  })
})

it('a table has its first column to the left, the others to the right, and a dash for what is not known', () => {
  expect(
    textTable(
      ['name', 'ms'],
      [
        ['a', 12.5],
        ['bcdef', null],
      ],
    ),
  ).toBe('name     ms\n─────  ────\na      12.5\nbcdef     –')
})
