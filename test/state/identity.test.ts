import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { identityKeys, seal, unseal } from '../../server/state/identity.ts'
import { openState } from '../../server/state/state.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

describe('sealed personal fields', () => {
  const keys = identityKeys(openState(emptyFolder()))
  const sealed = seal(keys, 'c1', '{"name":"张三"}')

  it('open with the key and the customer they belong to', () => {
    expect(unseal(keys, 'c1', sealed)).toBe('{"name":"张三"}')
  })

  it('do not open for another customer, with another key, or after a changed bit', () => {
    const other = identityKeys(openState(emptyFolder()))
    const changed = Buffer.from(sealed)
    changed[20]! ^= 1
    expect(() => unseal(keys, 'c2', sealed)).toThrow()
    expect(() => unseal(other, 'c1', sealed)).toThrow()
    expect(() => unseal(keys, 'c1', changed)).toThrow()
  })

  it('are never the same twice, and do not show what they hold', () => {
    expect(seal(keys, 'c1', '{"name":"张三"}').equals(sealed)).toBe(false)
    expect(sealed.includes('张三')).toBe(false)
  })
})

describe('the key of the personal fields', () => {
  it('is made once, for its owner only', () => {
    const state = openState(emptyFolder())
    const first = identityKeys(state)
    expect(statSync(state.dir.identity_key).mode & 0o777).toBe(0o600)
    expect(identityKeys(state)).toEqual(first)
  })

  it('is not made again when it is lost or another: what was sealed would stay shut unnoticed', () => {
    const state = openState(emptyFolder())
    identityKeys(state)
    const key = readFileSync(state.dir.identity_key)
    writeFileSync(
      state.dir.identity_key,
      key.map((byte) => byte ^ 1),
    )
    expect(() => identityKeys(state)).toThrow(expect.objectContaining({ code: 'identity_key_wrong' }))
    rmSync(state.dir.identity_key)
    expect(() => identityKeys(state)).toThrow(expect.objectContaining({ code: 'identity_key_wrong' }))
    writeFileSync(state.dir.identity_key, key)
    identityKeys(state)
  })
})
