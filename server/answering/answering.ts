import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Answer, Engine, Question } from '../engine/engine.ts'
import { ProductError } from '../errors.ts'
import { withDeadline } from './deadline.ts'
import { SingleFlight } from './single-flight.ts'
import { Slots } from './slots.ts'
import type { SlotLimits } from './slots.ts'

/** How much is asked at once, for how long, and how much of it is kept. */
export interface AnsweringLimits {
  readonly slots: SlotLimits
  /** How long one question may run, counted from when it has its slot, in milliseconds. */
  readonly deadline_ms: number
  /** More rows than this is an error, never a shorter answer. */
  readonly max_rows: number
  /** How much memory the cache of encoded answers may take, in bytes. */
  readonly cache_bytes: number
}

export const defaultLimits: AnsweringLimits = {
  slots: { running: 4, waiting: 28, wait_ms: 3_000 },
  deadline_ms: 30_000,
  max_rows: 20_000,
  cache_bytes: 64 * 1024 * 1024,
}

/** An encoded answer. `tag` changes whenever question, encoding or data change. */
export interface Encoded {
  readonly bytes: Buffer
  readonly tag: string
  readonly data_version: string
  readonly row_count: number
}

/** A way to write an answer down; `name` tells it from every other way. */
export interface Encoding {
  readonly name: string
  encode(answer: Answer): Promise<Buffer> | Buffer
}

/** Work that needs the engine, under its slot and deadline. */
export type Work<T> = (engine: Engine, signal: AbortSignal) => Promise<T>

/**
 * Stands between clients and the engine: a bounded number of questions at once, a deadline for each, the same
 * question asked once however many ask it, and encoded answers kept until memory or the data says otherwise.
 */
export class Answering {
  /** What has happened since the start, for the operator. */
  readonly counts = { cached: 0, answered: 0, refused: 0, too_slow: 0, failed: 0 }
  readonly slots: Slots
  readonly #engine: () => Engine
  readonly #limits: AnsweringLimits
  readonly #cache: LRUCache<string, Encoded>
  readonly #flights = new SingleFlight<Encoded>()

  /** `engine` gives the engine with the data as it is now, or throws what a client is to be told. */
  constructor(engine: () => Engine, limits: AnsweringLimits = defaultLimits) {
    this.#engine = engine
    this.#limits = limits
    this.slots = new Slots(limits.slots)
    this.#cache = new LRUCache({
      maxSize: limits.cache_bytes,
      sizeCalculation: ({ bytes }) => bytes.length + 1000,
    })
  }

  /** The version of the data that the next question will see. Throws before the first data. */
  get data_version(): string {
    return this.#engine().data_version
  }

  /** The same, or null before the first data. */
  get current_version(): string | null {
    try {
      return this.data_version
    } catch {
      return null
    }
  }

  get cached_bytes(): number {
    return this.#cache.calculatedSize
  }

  /** The tag that the answer to this question would have now; the same tag means the same bytes. */
  tagOf(question: Question, encoding: Encoding, data_version = this.data_version): string {
    const { id, sql, params } = question
    const parts = [id, digestOf(sql), params, encoding.name, data_version]
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)
  }

  /** The answer, encoded; from the cache when it is there. Rejects as the engine does, or with `busy` or `too_slow`. */
  async encoded(question: Question, encoding: Encoding, signal?: AbortSignal): Promise<Encoded> {
    const tag = this.tagOf(question, encoding)
    const known = this.#cache.get(tag)
    if (known) {
      this.counts.cached += 1
      return known
    }
    return this.#flights.join(tag, (shared) => this.#encode(question, encoding, shared), signal)
  }

  /** The answer itself, not cached. */
  ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    const { max_rows } = this.#limits
    return this.run((engine, within) => engine.ask(question, { signal: within, max_rows }), signal)
  }

  /** Does work with the engine when there is a slot, within the deadline. */
  async run<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
    try {
      const dispatch = () =>
        withDeadline(this.#limits.deadline_ms, (within) => work(this.#engine(), within), signal)
      const result = await this.slots.run(dispatch, signal)
      this.counts.answered += 1
      return result
    } catch (error) {
      this.#count(error, signal)
      throw error
    }
  }

  async #encode(question: Question, encoding: Encoding, signal: AbortSignal): Promise<Encoded> {
    const answer = await this.ask(question, signal)
    const { data_version, row_count } = answer
    const tag = this.tagOf(question, encoding, data_version)
    const encoded = { bytes: await encoding.encode(answer), tag, data_version, row_count }
    this.#cache.set(tag, encoded)
    return encoded
  }

  #count(error: unknown, signal: AbortSignal | undefined): void {
    if (signal?.aborted) return
    const code = error instanceof ProductError ? error.code : 'query_failed'
    if (code === 'busy') this.counts.refused += 1
    else if (code === 'too_slow') this.counts.too_slow += 1
    else this.counts.failed += 1
  }
}

const digests = new LRUCache<string, string>({ max: 2_000 })

/** A statement in short, worked out once as long as it is asked again. */
function digestOf(sql: string): string {
  const known = digests.get(sql)
  if (known !== undefined) return known
  const digest = createHash('sha256').update(sql).digest('base64url')
  digests.set(sql, digest)
  return digest
}
