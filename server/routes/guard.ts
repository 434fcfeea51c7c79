import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProductError } from '../errors.ts'
import { isLoopback } from '../loopback.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const bodies = /^(application\/json|multipart\/form-data)(;|$)/i

/**
 * Keeps other sites out while there are no accounts: the host must be this computer (a name that was made to point
 * here is refused), and what changes something must come from our own pages with a body that no foreign form can send.
 */
export function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? ''
    if (!isLoopback(host)) throw new ProductError('foreign_host', { value: host.slice(0, 100) })
    if (safe.has(request.method)) return
    if (!isOurs(request, host)) throw new ProductError('foreign_origin')
    if (!bodies.test(request.headers['content-type'] ?? ''))
      throw new ProductError('unsupported_media', { choices: 'application/json, multipart/form-data' })
  })
}

function isOurs({ headers }: FastifyRequest, host: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || headers.origin === `http://${host}`
}
