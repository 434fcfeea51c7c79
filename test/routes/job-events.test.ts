import { expect, it } from 'vitest'
import type { Job, Jobs } from '../../server/load/job.ts'
import { testServer } from './test-server.ts'

const job: Job = {
  id: 'long',
  kind: 'rebuild',
  state: 'running',
  stage: 'building',
  part: null,
  rows: 0,
  total: null,
  rows_per_second: null,
  remaining_seconds: null,
  started_at: '2026-01-01T00:00:00Z',
  finished_at: null,
}

it('at most 64 pages follow jobs at once; one more can still ask, and follows when one has left', async () => {
  const watch: Jobs['watch'] = (_, listener) => {
    listener(job)
    return () => {}
  }
  const { app, close } = await testServer({ jobs: { get: () => job, watch } })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const leave = new AbortController()
  const listen = (signal?: AbortSignal) =>
    fetch(`${address}/api/jobs/long/events`, { signal: signal ?? null })
  try {
    const followers = await Promise.all([...Array(64).keys()].map(() => listen(leave.signal)))
    expect(new Set(followers.map(({ status }) => status))).toEqual(new Set([200]))
    const refused = await listen()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_listeners' } })
    expect((await fetch(`${address}/api/jobs/long`)).status).toBe(200)
    leave.abort()
    await expect.poll(async () => (await listen(AbortSignal.timeout(500))).status).toBe(200)
  } finally {
    leave.abort()
    await close()
  }
})
