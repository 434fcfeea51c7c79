import { ApiError } from './api.ts'
import { chain } from './chain.svelte.ts'

/**
 * A question asked again when its content or the data changes or a lost connection is back, and only then; an answer
 * no longer wanted is cancelled. The answer keeps the question it belongs to, so that what is shown never mixes two of
 * them. A null question is not asked. Create it while a component is initialised.
 */
export class Asking<Q, A> {
  answer = $state.raw<{ readonly asked: Q; readonly found: A } | null>(null)
  error = $state.raw<ApiError | null>(null)
  pending = $state(true)
  #attempt = $state(0)

  constructor(question: () => Q | null, find: (question: Q, signal: AbortSignal) => Promise<A>) {
    const text = $derived(
      JSON.stringify({ version: chain.data_version, reconnects: chain.reconnects, asked: question() }),
    )
    $effect(() => {
      void this.#attempt
      const { asked } = JSON.parse(text) as { asked: Q | null }
      const controller = new AbortController()
      if (asked !== null) void this.#find(asked, find, controller.signal)
      return () => controller.abort()
    })
  }

  /** For a card: the last answer stays while the next is on its way. */
  get state(): 'loading' | 'error' | 'ready' {
    if (this.error) return 'error'
    return this.answer ? 'ready' : 'loading'
  }

  /** What is shown answers an earlier question. */
  get stale(): boolean {
    return this.pending && this.answer !== null
  }

  /** Asks again, for instance after an error. */
  retry = () => {
    this.#attempt += 1
  }

  async #find(asked: Q, find: (question: Q, signal: AbortSignal) => Promise<A>, signal: AbortSignal) {
    this.pending = true
    try {
      const found = await find(asked, signal)
      if (signal.aborted) return
      this.answer = { asked, found }
      this.error = null
    } catch (error) {
      if (signal.aborted) return
      this.error = error instanceof ApiError ? error : new ApiError('unknown', String(error), 0)
      if (this.error.code === 'offline') void chain.refresh()
    }
    this.pending = false
  }
}
