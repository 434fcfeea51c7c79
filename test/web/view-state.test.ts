import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareChoices,
  dimensions,
  filterCount,
  keeps,
  readView,
  toggled,
  without,
  writeView,
} from '../../web/lib/view-state.ts'
import type { Filters, ViewState } from '../../web/lib/view-state.ts'

const none = Object.fromEntries(dimensions.map((name) => [name, []])) as unknown as Filters
const start: ViewState = {
  period: null,
  compare: 'both',
  align_spring_festival: false,
  fiscal_start: 1,
  grain: null,
  filters: none,
}

const member = fc.oneof(
  fc.constantFrom('华东', 'S001', 'a&b=c', '50% off', '+', ' x '),
  fc.string({ minLength: 1 }),
)
const anyView: fc.Arbitrary<ViewState> = fc.record({
  period: fc.option(fc.constantFrom('2026', '2026-Q3', 'last_30_days', '2026-07-01..2026-07-20')),
  compare: fc.constantFrom(...compareChoices),
  align_spring_festival: fc.boolean(),
  fiscal_start: fc.integer({ min: 1, max: 12 }),
  grain: fc.option(fc.constantFrom('day', 'week', 'month', 'quarter')),
  filters: fc.record(
    Object.fromEntries(dimensions.map((name) => [name, fc.uniqueArray(member)])),
  ) as unknown as fc.Arbitrary<Filters>,
})

describe('the address of a view', () => {
  test('brings back every view that it was written from', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view)
      }),
    )
  })

  test('is empty for the view that the product starts with', () => {
    expect(writeView(start).toString()).toBe('')
    expect(readView(new URLSearchParams())).toEqual(start)
  })

  test('can be read by a person', () => {
    const filters = { ...none, region: ['华东', '华北'], channel: ['store'] }
    const search = writeView({ ...start, period: '2026-Q3', compare: 'previous', filters })
    expect(decodeURIComponent(search.toString())).toBe(
      'period=2026-Q3&compare=previous&region=华东&region=华北&channel=store',
    )
  })

  test('keeps what belongs to the page itself', () => {
    const search = writeView(
      { ...start, period: '2026' },
      new URLSearchParams('by=store&period=2025&region=x&sort=value'),
    )
    expect(search.toString()).toBe('period=2026&by=store&sort=value')
  })

  test('with nonsense in it falls back to the defaults', () => {
    expect(readView(new URLSearchParams('compare=x&grain=hour&fiscal_start=13&region='))).toEqual(start)
  })
})

describe('a click on a member', () => {
  const east = { ...none, region: ['华东'] }

  test('filters for it alone', () => {
    expect(toggled(none, 'region', '华东', false)).toEqual(east)
    expect(toggled(east, 'region', '华北', false).region).toEqual(['华北'])
  })

  test('that is the only one filtered for takes the filter away', () => {
    expect(toggled(east, 'region', '华东', false)).toEqual(none)
  })

  test('with shift adds it to the others, or takes it out', () => {
    const both = toggled(east, 'region', '华北', true)
    expect(both.region).toEqual(['华东', '华北'])
    expect(toggled(both, 'region', '华东', true).region).toEqual(['华北'])
  })

  test('leaves the other dimensions as they are', () => {
    const filtered = toggled({ ...east, channel: ['store'] }, 'region', '华北', true)
    expect(filtered.channel).toEqual(['store'])
    expect(filterCount(filtered)).toBe(3)
  })
})

describe('leaving a member out', () => {
  const filters = (region: readonly string[]): Filters => ({ ...none, region })
  const after = (region: readonly string[], member: string) =>
    without(filters(region), 'region', member).region

  test('names it in the address with an exclamation mark, beside others left out', () => {
    expect(after([], 'East')).toEqual(['!East'])
    expect(after(['!East'], 'West')).toEqual(['!East', '!West'])
    expect(after(['!East'], 'East')).toEqual(['!East'])
    const search = writeView({ ...start, filters: filters(['!East']) })
    expect(decodeURIComponent(search.toString())).toBe('region=!East')
  })

  test('takes it from those that are named, as long as others stay', () => {
    expect(after(['East', 'West'], 'East')).toEqual(['West'])
    expect(after(['East'], 'East')).toEqual(['!East'])
  })

  test('ends when the member is clicked', () => {
    expect(toggled(filters(['!East', '!West']), 'region', 'East', true).region).toEqual(['!West', 'East'])
    expect(toggled(filters(['!East']), 'region', '!East', true).region).toEqual([])
    expect(toggled(filters(['!East']), 'region', 'West', false).region).toEqual(['West'])
  })

  test('keeps all others, those without a name too', () => {
    expect(keeps(filters(['!East']), 'region', 'West')).toBe(true)
    expect(keeps(filters(['!East']), 'region', 'East')).toBe(false)
    expect(keeps(filters(['East']), 'region', 'West')).toBe(false)
    expect(keeps(filters([]), 'region', 'West')).toBe(true)
  })
})
