import { expect, it } from 'vitest'
import { openState } from '../server/state/state.ts'
import { watchTroubles } from '../server/troubles.ts'
import { line, newChain } from './load/loaded-chain.ts'

it('a clock that shows a time before the newest data is told of, one that lags by seconds is not', async () => {
  const { data_dir, load } = newChain()
  await load({ purchases: [line('o1', '2026-01-01 10:00:00', 20)] })
  const state = openState(data_dir)
  const told = (ago_ms: number) =>
    watchTroubles(state, () => new Date(Date.now() - ago_ms))().map(({ code, message }) => ({
      code,
      message,
    }))
  expect(told(0)).toEqual([])
  expect(told(30_000)).toEqual([])
  expect(told(86_400_000)).toEqual([
    { code: 'clock_behind', message: expect.stringContaining('Set the clock right') },
  ])
  state.close()
})
