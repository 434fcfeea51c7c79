import { ProductError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'

/** How many may do something at once, and how many may wait how long for it. */
export interface SlotLimits {
  /** How many run at once. */
  readonly running: number
  /** How many may wait for a slot; one more is refused at once. */
  readonly waiting: number
  /** How long one may wait before it is refused, in milliseconds. */
  readonly wait_ms: number
}

interface Waiter {
  enter(): void
}

/** A bounded number of jobs at once, a short queue, and a clear refusal for the rest, at once or after the wait. */
export class Slots {
  readonly #limits: SlotLimits
  readonly #refusal: ErrorCode
  readonly #queue = new Set<Waiter>()
  #running = 0

  constructor(limits: SlotLimits, refusal: ErrorCode = 'busy') {
    this.#limits = limits
    this.#refusal = refusal
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#queue.size
  }

  /** Runs `work` when there is a slot. Rejects with the refusal, with the signal's reason while waiting, or as `work` does. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.#running < this.#limits.running) this.#running += 1
    else await this.#wait(signal)
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#queue.size >= this.#limits.waiting) throw new ProductError(this.#refusal)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiter = { enter: resolve }
    const giveUp = () =>
      this.#queue.delete(waiter) && reject(signal?.aborted ? signal.reason : new ProductError(this.#refusal))
    const timer = setTimeout(giveUp, this.#limits.wait_ms)
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#queue.add(waiter)
    return promise.finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
    })
  }

  /** The slot goes to the one who has waited longest; only without one does it become free. */
  #leave(): void {
    const [next] = this.#queue
    if (!next) {
      this.#running -= 1
      return
    }
    this.#queue.delete(next)
    next.enter()
  }
}
