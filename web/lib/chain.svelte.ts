import type { Stage } from '../../queries/loading/job.ts'
import type { Told } from '../../queries/loading/plan.ts'
import { api, ApiError, onDataVersion } from './api.ts'

/** A load or a build that is under way in the server. */
export interface Building {
  readonly stage: Stage
  /** 0–1; absent when it cannot be told. */
  readonly progress?: number
  readonly rows: number
}

/** What the server knows of the chain. Days are null while nothing is loaded. */
export interface ChainFacts {
  readonly name: string | null
  readonly currency: string | null
  readonly time_zone: string
  readonly data_version: string | null
  readonly today: string
  readonly first_day: string | null
  readonly last_day: string | null
  readonly loaded: Readonly<Record<string, number>>
  readonly building?: Building | null
  /** What is wrong in the server while it serves the last data, in the reader's words. */
  readonly troubles?: readonly Told[]
}

/** `preparing`: the server builds or loads; `lost`: it does not answer. */
export type Connection = 'connecting' | 'ready' | 'preparing' | 'lost'

/** The chain whose data is served, kept fresh while the page is open. */
class Chain {
  facts = $state.raw<ChainFacts | null>(null)
  connection = $state<Connection>('connecting')
  /** How often a lost connection came back. */
  reconnects = $state(0)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    onDataVersion((version) => {
      if (this.facts && version !== this.data_version) void this.refresh()
    })
  }

  currency = $derived(this.facts?.currency ?? null)
  data_version = $derived(this.facts?.data_version ?? null)
  /** Nothing is loaded that happened on any day, so there is nothing to show yet. */
  is_empty = $derived(this.facts !== null && this.facts.first_day === null)

  /** Whether every one of these tables holds rows; what a metric `needs`. */
  has(tables: readonly string[]): boolean {
    return tables.every((table) => (this.facts?.loaded[table] ?? 0) > 0)
  }

  /** Asks the server now, and from then on often while something is being prepared, seldom otherwise. */
  refresh = async () => {
    clearTimeout(this.#timer)
    try {
      this.facts = (await api.get('/api/chain')) as ChainFacts
      if (this.connection === 'lost') this.reconnects += 1
      this.connection = this.facts.building ? 'preparing' : 'ready'
    } catch (error) {
      const preparing = error instanceof ApiError && error.code === 'preparing'
      this.connection = preparing ? 'preparing' : 'lost'
    }
    this.#timer = setTimeout(this.refresh, this.connection === 'ready' ? 15_000 : 1_500)
  }
}

/** The chain that is served. */
export const chain = new Chain()
