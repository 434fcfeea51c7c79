import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Slots } from '../../server/answering/slots.ts'

const never = () => new Promise<never>(() => {})

it('never runs more than allowed, and lets the others in in order', async () => {
  const slots = new Slots({ running: 2, waiting: 10, wait_ms: 1000 })
  const order: number[] = []
  let most = 0
  const job = (n: number) => async () => {
    order.push(n)
    most = Math.max(most, slots.running)
    await sleep(5)
  }
  await Promise.all([1, 2, 3, 4, 5].map((n) => slots.run(job(n))))
  expect(order).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
  expect(slots.running).toBe(0)
})

it('refuses at once what does not fit into the queue', async () => {
  const slots = new Slots({ running: 1, waiting: 1, wait_ms: 50 })
  void slots.run(never)
  const second = slots.run(never).catch((error: unknown) => error)
  await expect(slots.run(never)).rejects.toMatchObject({ code: 'busy' })
  expect(await second).toMatchObject({ code: 'busy' })
})

it('refuses what has waited too long', async () => {
  const slots = new Slots({ running: 1, waiting: 5, wait_ms: 20 })
  void slots.run(never)
  const start = performance.now()
  await expect(slots.run(never)).rejects.toMatchObject({ code: 'busy' })
  expect(performance.now() - start).toBeGreaterThan(15)
  expect(slots.waiting).toBe(0)
})

it('frees the place of one who leaves the queue', async () => {
  const slots = new Slots({ running: 1, waiting: 1, wait_ms: 1000 })
  const first = Promise.withResolvers<void>()
  void slots.run(() => first.promise)
  const controller = new AbortController()
  const leaver = slots.run(never, controller.signal).catch((error: unknown) => error)
  controller.abort(new Error('gone'))
  expect(await leaver).toMatchObject({ message: 'gone' })
  const next = slots.run(async () => 'in')
  first.resolve()
  expect(await next).toBe('in')
})

it('frees the slot of a job that fails', async () => {
  const slots = new Slots({ running: 1, waiting: 0, wait_ms: 0 })
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await slots.run(async () => 'yes')).toBe('yes')
})
