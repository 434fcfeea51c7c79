import type { Metric, ParamsOf, Row } from '../../queries/metric.ts'
import { ApiError, ask } from './api.ts'
import { chain } from './chain.svelte.ts'

export type QuestionState = 'loading' | 'empty' | 'error' | 'ready'

/**
 * A metric asked again whenever its parameters or the data change; an answer that is no longer wanted is cancelled.
 * While a new answer is on its way the old rows stay, marked `stale`. Create it while a component is initialised;
 * parameters that are null ask nothing yet.
 */
export class Question<M extends Metric> {
  readonly metric: M
  rows = $state.raw<Row<M>[]>([])
  data_version = $state<string | null>(null)
  error = $state.raw<ApiError | null>(null)
  /** A question is under way. */
  pending = $state(true)
  #answered = $state(false)
  #attempt = $state(0)
  #params: () => ParamsOf<M> | null

  constructor(metric: M, paramsOf: () => ParamsOf<M> | null) {
    this.metric = metric
    this.#params = paramsOf
    const asked = $derived(JSON.stringify({ version: chain.data_version, params: this.#params() }))
    $effect(() => {
      void this.#attempt
      const { params } = JSON.parse(asked) as { params: ParamsOf<M> | null }
      if (params === null) return
      const controller = new AbortController()
      void this.#ask(params, controller.signal)
      return () => controller.abort()
    })
  }

  /** The parameters as they stand. */
  get params(): ParamsOf<M> | null {
    return this.#params()
  }

  /** For a card: the first answer is `loading`, then `ready`, `empty` or `error`. */
  get state(): QuestionState {
    if (this.error) return 'error'
    if (!this.#answered) return 'loading'
    return this.rows.length === 0 ? 'empty' : 'ready'
  }

  /** The rows shown are those of earlier parameters. */
  get stale(): boolean {
    return this.pending && this.#answered
  }

  /** Asks again, for instance after an error. */
  retry = () => {
    this.#attempt += 1
  }

  async #ask(params: ParamsOf<M>, signal: AbortSignal) {
    this.pending = true
    try {
      const answer = await ask(this.metric, params, { signal })
      if (signal.aborted) return
      this.rows = answer.rows
      this.data_version = answer.data_version
      this.#answered = true
      this.error = null
    } catch (error) {
      if (signal.aborted) return
      this.error = error instanceof ApiError ? error : new ApiError('unknown', String(error), 0)
    }
    this.pending = false
  }
}
