import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { together } from '../../server/load/job-together.ts'

it('two things done at once give what both of them give', async () => {
  const both = together(
    undefined,
    async () => 'batch',
    async () => 'snapshot',
  )
  expect(await both).toEqual(['batch', 'snapshot'])
})

it('when one of two things fails, the other is stopped and waited for, and the first failure is what is told', async () => {
  let ended = false
  const failing = together(
    undefined,
    async () => {
      throw new Error('no space left')
    },
    async (signal) => {
      await setTimeout(60_000, null, { signal }).catch(() => setTimeout(20))
      ended = true
      throw new Error('stopped')
    },
  )
  await expect(failing).rejects.toThrow('no space left')
  expect(ended).toBe(true)
})

it('two things done at once are both stopped by who asked for them', async () => {
  const asked = new AbortController()
  const wait = (signal: AbortSignal) => setTimeout(60_000, null, { signal })
  const running = together(asked.signal, wait, wait)
  asked.abort(new Error('cancelled'))
  await expect(running).rejects.toMatchObject({ name: 'AbortError', cause: { message: 'cancelled' } })
})
