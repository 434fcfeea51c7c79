import { describe, expect, it } from 'vitest'
import { weightsInForce } from '../../queries/satisfaction/agreed-weights.ts'
import {
  listAgreedWeights,
  saveAgreedWeights,
  withdrawAgreedWeights,
} from '../../server/state/agreed-weights.ts'
import { openState } from '../../server/state/state.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

const at = new Date('2026-03-01T08:00:00Z')
const agreed = (effective_on: string, weights: Record<string, number>) => ({
  effective_on,
  weights,
  note: null,
})

describe('the agreed weights of the index', () => {
  it('are kept version by version, with who saved them, when and why', () => {
    const state = openState(emptyFolder())
    saveAgreedWeights(
      state,
      { ...agreed('2026-01-01', { speed: 0.6, taste: 0.4 }), note: '董事会' },
      'browser',
      at,
    )
    saveAgreedWeights(state, agreed('2026-04-01', { speed: 1, taste: 0 }), 'browser', at)
    expect(listAgreedWeights(state)).toEqual([
      {
        ...{ version: 2, effective_on: '2026-04-01', weights: { speed: 1 }, note: null },
        ...{ saved_at: '2026-03-01T08:00:00.000Z', saved_by: 'browser', withdrawal: null },
      },
      {
        ...{ version: 1, effective_on: '2026-01-01', weights: { speed: 0.6, taste: 0.4 }, note: '董事会' },
        ...{ saved_at: '2026-03-01T08:00:00.000Z', saved_by: 'browser', withdrawal: null },
      },
    ])
  })

  it.each([
    ['add up to less than 1', 'bad_weights', agreed('2026-01-01', { speed: 0.6, taste: 0.3 })],
    ['have one below 0', 'bad_weights', agreed('2026-01-01', { speed: 1.2, taste: -0.2 })],
    ['are all 0', 'bad_weights', agreed('2026-01-01', { speed: 0 })],
    ['are no numbers', 'bad_weights', agreed('2026-01-01', { speed: NaN })],
    ['begin on no day', 'bad_date', agreed('2026-02-30', { speed: 1 })],
  ])('that %s are refused and nothing is kept', (_, code, proposed) => {
    const state = openState(emptyFolder())
    expect(() => saveAgreedWeights(state, proposed, 'browser', at)).toThrow(expect.objectContaining({ code }))
    expect(listAgreedWeights(state)).toEqual([])
  })

  it('can be withdrawn once: they stay on record, with who withdrew them, when and why', () => {
    const state = openState(emptyFolder())
    saveAgreedWeights(state, agreed('2026-01-01', { speed: 1 }), 'browser', at)
    saveAgreedWeights(state, agreed('2026-02-01', { taste: 1 }), 'browser', at)
    const withdrawal = {
      ...{ note: '误存', withdrawn_by: 'browser', withdrawn_at: '2026-03-01T08:00:00.000Z' },
    }
    expect(withdrawAgreedWeights(state, 2, '误存', 'browser', at)).toMatchObject({ version: 2, withdrawal })
    expect(listAgreedWeights(state)).toMatchObject([
      { version: 2, weights: { taste: 1 }, note: null, withdrawal },
      { version: 1, withdrawal: null },
    ])
    const again = (version: number) => () => withdrawAgreedWeights(state, version, null, 'browser', at)
    expect(again(2)).toThrow(expect.objectContaining({ code: 'withdrawn_weights' }))
    expect(again(3)).toThrow(expect.objectContaining({ code: 'unknown_weights' }))
    expect(() => state.database.exec('delete from csi_weights_withdrawal')).toThrow(/never removed/)
    expect(() => state.database.exec(`update csi_weights_withdrawal set note = ''`)).toThrow(/never changed/)
  })

  it('are never changed or removed, whatever asks for it', () => {
    const state = openState(emptyFolder())
    saveAgreedWeights(state, agreed('2026-01-01', { speed: 1 }), 'browser', at)
    expect(() => state.database.exec(`update csi_weights set effective_on = '2020-01-01'`)).toThrow(
      /never changed/,
    )
    expect(() => state.database.exec('delete from csi_weights')).toThrow(/never removed/)
  })

  it('in force are those with the latest day, and of one day the last saved', () => {
    const version = (number: number, effective_on: string) => ({ version: number, effective_on, weights: {} })
    const all = [
      version(1, '2026-01-01'),
      version(2, '2026-07-01'),
      version(3, '2026-03-01'),
      version(4, '2026-03-01'),
    ]
    const inForce = (day: string) => weightsInForce(all, day)?.version ?? null
    expect(
      ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map(inForce),
    ).toEqual([null, 1, 1, 4, 4, 2])
  })
})
