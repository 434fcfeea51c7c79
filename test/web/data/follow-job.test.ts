import { expect, test } from 'vitest'
import { followJob, type JobSource } from '../../../web/lib/data/follow-job.ts'
import type { JobView } from '../../../queries/loading/job.ts'

const job = (state: JobView['state'], rows = 0) => ({ id: 'j', kind: 'check', state, rows }) as JobView
const unreachable = new Error('unreachable')

/** A server seen from the page: answers to asking in order, and a hand on the event stream. */
function line(answers: (JobView | null | Error)[]) {
  const seen: string[] = []
  const stream = {
    closed: false,
    onmessage: null as ((event: MessageEvent) => void) | null,
    onerror: null as (() => void) | null,
    close: () => void (stream.closed = true),
  }
  const waits: number[] = []
  const source: JobSource = {
    events: () => stream as unknown as EventSource,
    ask: async () => {
      const answer = answers.shift()
      if (answer === undefined || answer instanceof Error) throw answer ?? unreachable
      return answer
    },
    wait: async (milliseconds) => void waits.push(milliseconds),
  }
  const watcher = {
    job: (job: JobView) => seen.push(`${job.state} ${job.rows}`),
    connection: (connection: string) => seen.at(-1) !== connection && seen.push(connection),
    gone: () => seen.push('gone'),
  }
  const stop = followJob('j', watcher as never, source)
  const say = (job: JobView) => stream.onmessage?.({ data: JSON.stringify(job) } as MessageEvent)
  return { seen, stream, waits, stop, say }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('events are passed on until the job is over', () => {
  const { seen, stream, say } = line([])
  say(job('running', 10))
  say(job('done', 20))
  expect(seen).toEqual(['live', 'running 10', 'live', 'done 20'])
  expect(stream.closed).toBe(true)
})

test('when events fail, the page asks instead', async () => {
  const { seen, stream } = line([job('running', 10), job('done', 20)])
  stream.onerror?.()
  await settled()
  expect(seen).toEqual(['polling', 'running 10', 'polling', 'done 20'])
})

test('a server that does not answer is a lost connection that recovers, asked ever more slowly', async () => {
  const { seen, stream, waits } = line([unreachable, unreachable, job('done', 20)])
  stream.onerror?.()
  await settled()
  expect(seen).toEqual(['lost', 'polling', 'done 20'])
  expect(waits.slice(0, 2)).toEqual([1_000, 2_000])
})

test('a job the server does not know ends the following', async () => {
  const { seen, stream } = line([null])
  stream.onerror?.()
  await settled()
  expect(seen).toEqual(['gone'])
  expect(stream.closed).toBe(true)
})

test('events that come back end the asking', async () => {
  const { seen, stream, say } = line([job('running', 10), job('running', 11), job('running', 12)])
  stream.onerror?.()
  say(job('running', 15))
  await settled()
  expect(seen.filter((entry) => entry === 'polling').length).toBeLessThanOrEqual(1)
})

test('after stopping nothing is reported', async () => {
  const { seen, stream, stop, say } = line([job('running', 10)])
  stop()
  say(job('running', 10))
  stream.onerror?.()
  await settled()
  expect(seen).toEqual([])
})
