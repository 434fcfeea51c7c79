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
  app.addHook('onRequest', (request, _reply, next) => next(refusal(request)))
}

function refusal(request: FastifyRequest): ProductError | undefined {
  const host = request.headers.host ?? ''
  if (!isLoopback(host)) return new ProductError('foreign_host', { value: host.slice(0, 100) })
  if (safe.has(request.method)) return undefined
  if (!isOurs(request, host)) return new ProductError('foreign_origin')
  if (!bodies.test(request.headers['content-type'] ?? ''))
    return new ProductError('unsupported_media', { choices: 'application/json, multipart/form-data' })
  return undefined
}

function isOurs({ headers }: FastifyRequest, host: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || headers.origin === `http://${host}`
}
