import { describe, expect, test } from 'vitest'
import { readCompared, withCompared, writeCompared } from '../../../web/lib/overview/compared-members.ts'

describe('members side by side', () => {
  test('stand in the address by their dimension and come back from it', () => {
    const compared = { dimension: 'store', members: ['S001', 'a|b', '50%'] } as const
    expect(writeCompared(compared)).toBe('store:S001|a%7Cb|50%25')
    expect(readCompared('store:S001|a%7Cb|50%25')).toEqual(compared)
    expect(writeCompared(null)).toBeNull()
  })

  test('are none where the address does not name a dimension or any of it', () => {
    for (const text of [null, '', 'S001', 'planet:Mars', 'store:', 'store:|'])
      expect(readCompared(text)).toBeNull()
  })

  test('are at most four, each once', () => {
    expect(readCompared('region:a|a|b|c|d|e')!.members).toEqual(['a', 'b', 'c', 'd'])
  })

  test('join and leave one by one; a fifth takes the place of the oldest', () => {
    const two = withCompared(withCompared(null, 'region', 'East'), 'region', 'West')
    expect(two).toEqual({ dimension: 'region', members: ['East', 'West'] })
    expect(withCompared(two, 'region', 'East')).toEqual({ dimension: 'region', members: ['West'] })
    expect(withCompared({ dimension: 'region', members: ['West'] }, 'region', 'West')).toBeNull()
    const full = { dimension: 'store', members: ['1', '2', '3', '4'] } as const
    expect(withCompared(full, 'store', '5')!.members).toEqual(['2', '3', '4', '5'])
  })

  test('begin anew with a member of another dimension', () => {
    const one = { dimension: 'region', members: ['East'] } as const
    expect(withCompared(one, 'store', 'S1')).toEqual({ dimension: 'store', members: ['S1'] })
  })
})
