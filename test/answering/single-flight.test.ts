import { expect, it } from 'vitest'
import { SingleFlight } from '../../server/answering/single-flight.ts'

function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const run = { started: 0, signal: undefined as AbortSignal | undefined, resolve, reject }
  const start = (signal: AbortSignal) => {
    run.started += 1
    run.signal = signal
    return promise
  }
  return { run, start }
}

it('the same work is done once for all who wait for it', async () => {
  const flights = new SingleFlight<string>()
  const { run, start } = work()
  const all = [1, 2, 3].map(() => flights.join('a', start))
  run.resolve('done')
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done'])
  expect(run.started).toBe(1)
})

it('one who leaves does not disturb the others', async () => {
  const flights = new SingleFlight<string>()
  const { run, start } = work()
  const controller = new AbortController()
  const leaver = flights.join('a', start, controller.signal).catch((error: unknown) => error)
  const stayer = flights.join('a', start, new AbortController().signal)
  controller.abort(new Error('gone'))
  expect(await leaver).toMatchObject({ message: 'gone' })
  expect(run.signal!.aborted).toBe(false)
  run.resolve('done')
  expect(await stayer).toBe('done')
})

it('the work stops when the last has left, and a later one starts anew', async () => {
  const flights = new SingleFlight<string>()
  const first = work()
  const controller = new AbortController()
  const leaver = flights.join('a', first.start, controller.signal).catch(() => 'left')
  controller.abort()
  expect(await leaver).toBe('left')
  expect(first.run.signal!.aborted).toBe(true)
  const second = work()
  const later = flights.join('a', second.start)
  second.run.resolve('fresh')
  expect(await later).toBe('fresh')
})

it('a failure reaches all and is not remembered', async () => {
  const flights = new SingleFlight<string>()
  const { run, start } = work()
  const all = [1, 2].map(() => flights.join('a', start).catch((error: Error) => error.message))
  run.reject(new Error('no'))
  expect(await Promise.all(all)).toEqual(['no', 'no'])
  expect(await flights.join('a', async () => 'yes')).toBe('yes')
})
