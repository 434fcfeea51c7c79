import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Answering, Encoded } from '../answering/answering.ts'
import { isLoopback } from '../loopback.ts'

/** Names and values in turn, as `writeHead` takes them. */
type Head = readonly string[]

/** An answer as it was sent. */
interface Kept {
  readonly encoded: Encoded
  readonly head: Head
  /** The head for who has these bytes already. */
  readonly bare_head: Head
}

const max_bytes = 16 * 1024 * 1024
const head_bytes = 2_000
const longest_key = 4_000
const ofBytes = /^(?:content-(?:type|encoding|disposition)|x-data-version|x-row-count)$/

/**
 * Answers as they were sent, for whoever asks for the same address in the same language and form while the data is the
 * same. Today everybody sees every store; who sees what must become part of the key when that ends.
 */
export class KeptAnswers {
  readonly #answering: Answering
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: max_bytes,
    sizeCalculation: ({ encoded }, key) => encoded.bytes.length + key.length + head_bytes,
  })
  #stopped = false

  constructor(answering: Answering) {
    this.#answering = answering
  }

  /** Keeps the answer that is about to be sent. */
  keep(request: FastifyRequest, reply: FastifyReply, encoded: Encoded): void {
    const key = keyOf(request)
    if (key.length > longest_key) return
    const headers = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)] as const)
    this.#kept.set(key, {
      encoded,
      head: [...headers.flat(), 'content-length', String(encoded.bytes.length)],
      bare_head: headers.filter(([name]) => !ofBytes.test(name)).flat(),
    })
  }

  /**
   * Sends the answer to this request if it is kept, before anything else looks at it; false when it is not, or when the
   * request is one to refuse.
   */
  resend(request: IncomingMessage, response: ServerResponse): boolean {
    const known = request.method === 'GET' ? this.#kept.get(keyOf(request)) : undefined
    if (known?.encoded.data_version !== this.#answering.current_version) return false
    if (this.#stopped || !isLoopback(request.headers.host ?? '')) return false
    this.#answering.counts.cached += 1
    if (knows(request, known.encoded.tag)) response.writeHead(304, known.bare_head as string[]).end()
    else response.writeHead(200, known.head as string[]).end(known.encoded.bytes)
    return true
  }

  /** From now on nothing is sent again. */
  stop(): void {
    this.#stopped = true
  }
}

/** Whether a client has the answer with this tag already. */
export function knows({ headers }: Pick<IncomingMessage, 'headers'>, tag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known?.includes(`"${tag}"`) ?? false
}

function keyOf({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): string {
  return `${url}\n${headers.accept}\n${headers['accept-language']}\n${headers['accept-encoding']}`
}
