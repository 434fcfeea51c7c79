import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { atShare } from './spread.ts'

/** What came of firing at a server. */
export interface Salvo {
  readonly per_second: number
  /** Of the answers with status 200; null when there was none. */
  readonly p99_ms: number | null
  /** Answers that refused (503). */
  readonly refused: number
}

/**
 * Asks a server over `connections` kept alive, each the next path as soon as it has its answer, for `ms` milliseconds.
 * Writes and reads plain HTTP itself, so that the client takes little of the processors that it shares with the server.
 * Rejects on any status but 200 and 503.
 */
export async function fire(
  port: number,
  next: () => string,
  connections: number,
  ms: number,
): Promise<Salvo> {
  const [times, ends_at] = [[] as number[], performance.now() + ms]
  let refused = 0
  const started = performance.now()
  const shoot = async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true)
    while (performance.now() < ends_at) {
      const asked = performance.now()
      const path = next()
      const status = await exchange(socket, path)
      if (status === 503) refused += 1
      else if (status === 200) times.push(performance.now() - asked)
      else throw new Error(`${path} was answered with ${status}`)
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: connections }, shoot))
  const seconds = (performance.now() - started) / 1000
  return {
    per_second: times.length / seconds,
    p99_ms: times.length > 0 ? atShare(times, 0.99) : null,
    refused,
  }
}

/** One request and its whole answer; resolves with the status. */
function exchange(socket: Socket, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let head: Buffer = Buffer.alloc(0)
    let [status, missing] = [0, -1]
    const read = (chunk: Buffer) => {
      if (missing < 0) {
        head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const text = head.toString('latin1', 0, end)
        status = Number(text.slice(9, 12))
        missing = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]) - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing === 0) done(() => resolve(status))
      else if (!(missing > 0)) done(() => reject(new Error(`${path}: no answer of a known length`)))
    }
    const fail = (error: Error) => done(() => reject(error))
    const closed = () => fail(new Error(`${path}: the connection was closed`))
    const done = (settle: () => void) => {
      socket.off('data', read).off('error', fail).off('close', closed)
      settle()
    }
    socket.on('data', read).on('error', fail).on('close', closed)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${socket.remotePort ?? 0}\r\n\r\n`)
  })
}
