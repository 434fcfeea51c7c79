import { fork } from 'node:child_process'
import { basename } from 'node:path'
import { ProductError } from '../errors.ts'
import type { Failure, Look, LookMessage, LookOrder, LookRequest } from './looking.ts'

const limit_ms = 120_000
const memory_mb = 1024
const most_deaths = 5

/**
 * Looks into files in a process of its own, because a file may be made to exhaust whoever opens it. A file at which the
 * process dies or stays too long is unreadable, and another process goes on with the rest. Rejects with
 * `detection_failed` when that happens again and again, or without a file to blame.
 */
export async function lookInto(request: LookRequest): Promise<Look> {
  const unreadable: Record<string, Failure> = {}
  for (let deaths = 0; deaths < most_deaths; deaths += 1) {
    const last = await lastMessage({ ...request, unreadable })
    if (last !== null && 'look' in last) return last.look
    if (!last?.looking) break
    const file = basename(last.looking)
    unreadable[last.looking] = { code: 'file_too_demanding', params: { file } }
  }
  throw new ProductError('detection_failed')
}

/** What a process said last: the look, or the file that it did not survive; null when it said nothing. */
function lastMessage(order: LookOrder): Promise<LookMessage | null> {
  const child = fork(new URL('./look-process.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${memory_mb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), limit_ms)
  let last: LookMessage | null = null
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      resolve(last)
    }
    child.on('message', (message) => {
      last = message as LookMessage
      if ('look' in last) end()
    })
    child.once('error', end)
    child.once('exit', end)
    child.send(order)
  })
}
