import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createJobs } from '../../server/load/job-queue.ts'
import type { Job, JobRequest, Jobs } from '../../server/load/job.ts'
import { acquireLock } from '../../server/load/lock.ts'
import { currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'
import { csvPlan } from './csv-plan.ts'
import { emptyFolder, line } from './loaded-chain.ts'

const files = emptyFolder()
const open: Jobs[] = []
afterAll(() => Promise.all(open.map((jobs) => jobs.close())))

function server() {
  const data_dir = emptyFolder()
  const causes: string[] = []
  const jobs = createJobs({ data_dir, log: (cause) => causes.push(cause) })
  open.push(jobs)
  const ended = (id: string) =>
    new Promise<Job>((resolve) => void jobs.watch(id, (job) => job.finished_at && resolve(job)))
  return { data_dir, jobs, causes, ended }
}

function commit(name: string, lines = 3): JobRequest {
  const purchases = Array.from({ length: lines }, (_, n) => line(`${name}${n}`, '2026-01-05 12:00:00', 10))
  return { kind: 'commit', plan: csvPlan(files, { purchases }, name), accept_rejects: false, by: 'browser' }
}

describe('jobs of a server', () => {
  it('run one after the other, each to its end, and say when a snapshot may have been published', async () => {
    const { jobs, ended, data_dir } = server()
    let published = 0
    jobs.onPublished(async () => void (published += 1))
    const [first, second] = [jobs.start(commit('a')), jobs.start(commit('b'))]
    expect([jobs.get(first.id)!.state, jobs.get(second.id)!.state]).toEqual(['running', 'queued'])
    expect(await ended(first.id)).toMatchObject({
      state: 'done',
      stage: 'publishing',
      result: { outcome: 'loaded', build: { how: 'full' } },
    })
    expect(await ended(second.id)).toMatchObject({ state: 'done', result: { outcome: 'loaded' } })
    expect(published).toBe(2)
    const state = openState(data_dir)
    expect(listBatches(state)).toHaveLength(2)
    state.close()
  })

  it('tell every watcher each step until the end', async () => {
    const { jobs, ended } = server()
    const { id } = jobs.start(commit('c'))
    const stages = new Set<string>()
    jobs.watch(id, ({ stage }) => stages.add(stage))
    await ended(id)
    expect([...stages]).toEqual([
      'waiting',
      'hashing',
      'reading',
      'mapping',
      'checking',
      'comparing',
      'writing',
      'building',
      'verifying',
      'publishing',
    ])
  })

  it('that wait are cancelled at once, one that runs when its process has stopped, and no trace is left', async () => {
    const { jobs, ended, data_dir } = server()
    const [first, second] = [jobs.start(commit('d', 30_000)), jobs.start(commit('e'))]
    expect(jobs.cancel(second.id)).toBe(true)
    expect(jobs.get(second.id)).toMatchObject({ state: 'cancelled' })
    await new Promise<void>(
      (resolve) => void jobs.watch(first.id, ({ stage }) => stage === 'building' && resolve()),
    )
    expect(jobs.cancel(first.id)).toBe(true)
    expect(await ended(first.id)).toMatchObject({ state: 'cancelled' })
    const left = ['batches', 'snapshots', 'tmp'].map((name) => join(data_dir, name)).filter(existsSync)
    expect(left.flatMap((folder) => readdirSync(folder))).toEqual([])
    expect(jobs.cancel(first.id)).toBe(false)
  })

  it('that have begun to publish are not cancelled any more, and end as done', async () => {
    const { jobs, ended, data_dir } = server()
    const { id } = jobs.start(commit('late'))
    const answers: boolean[] = []
    jobs.watch(id, ({ stage, finished_at }) => {
      if (stage === 'publishing' && !finished_at) answers.push(jobs.cancel(id))
    })
    expect(await ended(id)).toMatchObject({ state: 'done', result: { outcome: 'loaded' } })
    expect([answers.length > 0, answers.includes(true)]).toEqual([true, false])
    const state = openState(data_dir)
    expect(listBatches(state)).toHaveLength(1)
    state.close()
  })

  it('that are cancelled at any moment are loaded exactly when they say so', async () => {
    const { jobs, ended, data_dir } = server()
    const told: string[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      const { id } = jobs.start(commit(`any${turn}`))
      const cancel = () => setTimeout(() => jobs.cancel(id), turn * 5)
      jobs.watch(id, ({ stage }) => stage === 'verifying' && cancel())
      told.push((await ended(id)).state)
    }
    const state = openState(data_dir)
    expect(listBatches(state)).toHaveLength(told.filter((state) => state === 'done').length)
    state.close()
  })

  it('that have ended while the server was too busy to hear of it are not told of as cancelled', async () => {
    const { jobs, ended, data_dir } = server()
    const { id } = jobs.start(commit('busy'))
    const sleeping = new Int32Array(new SharedArrayBuffer(4))
    jobs.watch(id, ({ stage, finished_at }) => {
      if (stage !== 'verifying' || finished_at) return
      Atomics.wait(sleeping, 0, 0, 1_000)
      jobs.cancel(id)
    })
    const { state: told } = await ended(id)
    const state = openState(data_dir)
    expect(listBatches(state)).toHaveLength(told === 'done' ? 1 : 0)
    state.close()
  })

  it('fail with the error a user can act on', async () => {
    const { jobs, ended } = server()
    const undo = jobs.start({ kind: 'undo', batch_id: '0123456789abcdef', by: 'browser' })
    expect(await ended(undo.id)).toMatchObject({
      state: 'failed',
      error: { code: 'unknown_batch', params: { id: '0123456789abcdef' } },
    })
  })

  it('fail with the reason when another process is loading', async () => {
    const { jobs, ended, data_dir } = server()
    const state = openState(data_dir)
    const lock = await acquireLock(state, 'load')
    const { id } = jobs.start(commit('f'))
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      error: { code: 'loading_already', params: { pid: process.pid } },
    })
    lock.release()
    state.close()
  })

  it('stop with the server, which waits for them', async () => {
    const { jobs, data_dir } = server()
    const { id } = jobs.start(commit('g', 30_000))
    await new Promise<void>((resolve) => void jobs.watch(id, ({ stage }) => stage === 'reading' && resolve()))
    await jobs.close()
    expect(jobs.get(id)).toMatchObject({ state: 'cancelled' })
    const state = openState(data_dir)
    expect(currentSnapshot(state)).toBeNull()
    state.close()
  })

  it('that are not known have nothing to tell', () => {
    const { jobs } = server()
    expect([jobs.get('nobody'), jobs.cancel('nobody')]).toEqual([null, false])
  })
})
