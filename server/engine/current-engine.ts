import type { DuckDbEngine } from './duckdb.ts'
import { openDuckDb } from './duckdb.ts'
import type { DuckDbOptions, SnapshotMeta } from './duckdb-snapshot.ts'

/** A published snapshot: a higher `seq` is newer. */
export interface Published {
  readonly seq: number
  readonly path: string
}

/** The engine over the newest snapshot that could be opened; none before the first. */
export class CurrentEngine {
  readonly #options: DuckDbOptions
  #engine: DuckDbEngine | null = null
  #seq = 0
  #turning: Promise<void> = Promise.resolve()

  constructor(options: DuckDbOptions = {}) {
    this.#options = options
  }

  get engine(): DuckDbEngine | null {
    return this.#engine
  }

  get snapshot(): SnapshotMeta | null {
    return this.#engine?.snapshot ?? null
  }

  /**
   * Turns to a snapshot unless it is the present one or an older one. Rejects when it cannot be opened; then questions
   * go on being answered from the present one.
   */
  turnTo(snapshot: Published): Promise<void> {
    const turned = this.#turning.then(() => this.#turn(snapshot))
    this.#turning = turned.catch(() => {})
    return turned
  }

  /** Waits for running questions and lets the snapshot go. */
  async close(): Promise<void> {
    await this.#turning
    await this.#engine?.close()
    this.#engine = null
  }

  async #turn({ seq, path }: Published): Promise<void> {
    if (seq <= this.#seq) return
    if (this.#engine) await this.#engine.swap(path)
    else this.#engine = await openDuckDb(path, this.#options)
    this.#seq = seq
  }
}
