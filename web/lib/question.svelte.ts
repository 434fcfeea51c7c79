import type { Metric, ParamsOf, Row } from '../../queries/metric.ts'
import { ask } from './api.ts'
import type { Answer, ApiError } from './api.ts'
import { Asking } from './asking.svelte.ts'

/** One metric asked as `Asking` does: its rows stay, marked `stale`, while those for new parameters are on their way. */
export class Question<M extends Metric> {
  readonly metric: M
  #paramsOf: () => ParamsOf<M> | null
  #asking: Asking<ParamsOf<M>, Answer<M>>

  /** `later` lets what stands further up the page go first. */
  constructor(metric: M, paramsOf: () => ParamsOf<M> | null, { later = false } = {}) {
    this.metric = metric
    this.#paramsOf = paramsOf
    this.#asking = new Asking(paramsOf, (params, signal) => ask(metric, params, { signal, later }))
  }

  /** The parameters as they stand. */
  get params(): ParamsOf<M> | null {
    return this.#paramsOf()
  }

  get rows(): Row<M>[] {
    return this.#asking.answer?.found.rows ?? []
  }

  get data_version(): string | null {
    return this.#asking.answer?.found.data_version ?? null
  }

  get error(): ApiError | null {
    return this.#asking.error
  }

  /** For a card: the first answer is `loading`, then `ready`, `empty` or `error`. */
  get state(): 'loading' | 'empty' | 'error' | 'ready' {
    return this.#asking.state === 'ready' && this.rows.length === 0 ? 'empty' : this.#asking.state
  }

  /** The rows shown are those of earlier parameters. */
  get stale(): boolean {
    return this.#asking.stale
  }

  /** Asks again, for instance after an error. */
  retry = () => this.#asking.retry()
}
