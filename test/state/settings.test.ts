import { describe, expect, it } from 'vitest'
import { listMappings, saveMapping } from '../../server/state/mappings.ts'
import { isSet, readSettings, writeSettings } from '../../server/state/settings.ts'
import { openState } from '../../server/state/state.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

describe('settings of the chain', () => {
  it('are China Standard Time, renminbi and no name until somebody says', () => {
    const state = openState(emptyFolder())
    expect(readSettings(state)).toEqual({ chain_name: null, time_zone: 'Asia/Shanghai', currency: 'CNY' })
    expect(isSet(state, 'time_zone')).toBe(false)
  })

  it('change one by one; a name can be taken away', () => {
    const state = openState(emptyFolder())
    writeSettings(state, { chain_name: '好邻居', time_zone: 'Europe/London' })
    expect(writeSettings(state, { chain_name: null })).toEqual({
      chain_name: null,
      time_zone: 'Europe/London',
      currency: 'CNY',
    })
  })

  it.each([
    ['bad_time_zone', { time_zone: 'Mars/Olympus', currency: 'EUR' }],
    ['bad_currency', { currency: 'euro', time_zone: 'Europe/Berlin' }],
  ])('one that is impossible is refused as %s and nothing changes', (code, changes) => {
    const state = openState(emptyFolder())
    expect(() => writeSettings(state, changes)).toThrow(expect.objectContaining({ code }))
    expect(isSet(state, 'time_zone')).toBe(false)
  })
})

describe('a saved mapping', () => {
  const mapping = { name: '收银', sources: [{ headers_key: 'k', options: {}, tables: [] }] }

  it('is listed by name, and replaced under its name', () => {
    const state = openState(emptyFolder())
    saveMapping(state, mapping, new Date(0))
    saveMapping(state, { ...mapping, sources: [] }, new Date(1))
    saveMapping(state, { name: 'A', sources: [] }, new Date(2))
    expect(listMappings(state)).toEqual([
      { name: 'A', sources: [] },
      { ...mapping, sources: [] },
    ])
  })
})
