import { fork } from 'node:child_process'
import { ProductError } from '../errors.ts'
import type { Look, LookReply, LookRequest } from './looking.ts'

const limit_ms = 120_000
const memory_mb = 1024

/**
 * Looks into files in a process of its own, because a file may be made to exhaust whoever opens it.
 * Rejects as the detection does, or with `detection_failed` when the process dies or takes too long.
 */
export async function lookInto(request: LookRequest): Promise<Look> {
  const child = fork(new URL('./look-process.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${memory_mb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), limit_ms)
  try {
    const reply = await replyOf(child, request)
    if ('error' in reply) throw new ProductError(reply.error.code, reply.error.params)
    return reply.look
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

function replyOf(child: ReturnType<typeof fork>, request: LookRequest): Promise<LookReply> {
  return new Promise((resolve, reject) => {
    child.once('message', (reply) => resolve(reply as LookReply))
    child.once('error', (cause) => reject(new ProductError('detection_failed', {}, { cause })))
    child.once('exit', (code, signal) =>
      reject(new ProductError('detection_failed', {}, { cause: new Error(`ended with ${signal ?? code}`) })),
    )
    child.send(request)
  })
}
