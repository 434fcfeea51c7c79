import { ProductError } from '../errors.ts'

/** Runs `work` under a signal that aborts with `too_slow` after `ms`, or as soon as `outer` does. */
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const controller = new AbortController()
  const tooSlow = () => controller.abort(new ProductError('too_slow', { seconds: ms / 1000 }))
  const timer = setTimeout(tooSlow, ms)
  try {
    return await work(outer ? AbortSignal.any([controller.signal, outer]) : controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
