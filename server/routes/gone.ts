import type { FastifyReply } from 'fastify'

/** The reason of a signal whose client did not wait for its answer; nobody is left to hear of it. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone'
}

/** A signal that aborts when the client goes away before it has its answer. */
export function whenGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new ClientGone('the client has gone'))
  })
  return controller.signal
}
