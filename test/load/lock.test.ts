import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Progress } from '../../server/load/job.ts'
import { acquireLock, livingHolder, lockForRepair } from '../../server/load/lock.ts'
import { processStart } from '../../server/load/process-alive.ts'
import { currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { openState, type State } from '../../server/state/state.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

/** Pretends that another process holds the lock. */
function heldBy(
  state: State,
  pid: number,
  changes: { start?: string; host?: string; silent_ms?: number } = {},
): void {
  state.database
    .prepare(
      `update load_lock set token = 'other', pid = ?, process_start = ?, host = coalesce(?, host), heartbeat_at = ?`,
    )
    .run(
      pid,
      changes.start ?? processStart(pid) ?? '',
      changes.host ?? null,
      Date.now() - (changes.silent_ms ?? 0),
    )
}

async function lockedState(): Promise<State> {
  const state = openState(emptyFolder())
  await acquireLock(state, 'load')
  return state
}

describe('one load runs at a time', () => {
  it('a second one is told which is running, and gets the lock when that has released it', async () => {
    const state = openState(emptyFolder())
    const first = await acquireLock(state, 'load of sales.csv')
    await expect(acquireLock(state, 'load')).rejects.toMatchObject({
      code: 'loading_already',
      params: { pid: process.pid, purpose: 'load of sales.csv' },
    })
    first.release()
    await acquireLock(state, 'load')
  })

  it('the lock of a process that has died is taken over', async () => {
    const state = await lockedState()
    const child = spawn(process.execPath, ['-e', ''])
    const pid = child.pid!
    await once(child, 'close')
    heldBy(state, pid)
    expect(livingHolder(state)).toBeNull()
    await acquireLock(state, 'load')
  })

  it.runIf(processStart(process.pid))('so is one whose number belongs to another process now', async () => {
    const state = await lockedState()
    heldBy(state, process.ppid, { start: '1' })
    await acquireLock(state, 'load')
  })

  it('one that is alive keeps the lock however long it has been silent', async () => {
    const state = await lockedState()
    heldBy(state, process.ppid, { silent_ms: 600_000 })
    await expect(acquireLock(state, 'load')).rejects.toMatchObject({ code: 'loading_already' })
  })

  it('on another machine only silence tells that it has died', async () => {
    const state = await lockedState()
    heldBy(state, 1, { host: 'elsewhere', silent_ms: 30_000 })
    await expect(acquireLock(state, 'load')).rejects.toMatchObject({ code: 'loading_already' })
    heldBy(state, 1, { host: 'elsewhere', silent_ms: 90_000 })
    await acquireLock(state, 'load')
  })

  it('a load whose lock was taken over does not publish', async () => {
    const state = openState(emptyFolder())
    const lock = await acquireLock(state, 'load')
    heldBy(state, 1)
    expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'lock_lost' }))
  })

  it('nor is there anything of it when the lock is taken over just before', async () => {
    const chain = newChain()
    const state = openState(chain.data_dir)
    const on_progress = ({ stage }: Progress) => stage === 'publishing' && heldBy(state, 1)
    const loaded = chain.load({ purchases: [line('o1', '2026-01-05 12:00:00', 10)] }, { on_progress })
    await expect(loaded).rejects.toMatchObject({ code: 'lock_lost' })
    expect([listBatches(state), currentSnapshot(state)]).toEqual([[], null])
    state.close()
  })

  it('a load waits for a repair, and a repair steps aside for a load', async () => {
    const state = openState(emptyFolder())
    const repair = lockForRepair(state)!
    setTimeout(() => repair.release(), 60)
    const load = await acquireLock(state, 'load')
    expect(lockForRepair(state)).toBeNull()
    load.release()
  })
})
