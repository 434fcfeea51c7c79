import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { ProductError } from '../errors.ts'

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const year = 'public, max-age=31536000, immutable'

/** Hashes of the scripts written into a page, as a content security policy names them. */
export function scriptHashes(html: string): string[] {
  return [...html.matchAll(inlineScript)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  )
}

/** The page that every address of the product starts from; null when the pages have not been built. */
export function readStartPage(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Serves the built pages: hashed assets may be kept for ever, everything else is checked again each time, and an
 * address without a file gets the start page, which finds its way from there. Pages that were never built are said so.
 */
export function pageRoutes(app: FastifyInstance, folder: string): void {
  const built = existsSync(join(folder, 'index.html'))
  if (built)
    app.register(fastifyStatic, {
      root: folder,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', path.includes('/_app/immutable/') ? year : 'no-cache')
      },
    })
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0]!
    if (request.method !== 'GET' || path.startsWith('/api/') || /\.\w+$/.test(path))
      throw new ProductError('not_found', { path: path.slice(0, 200) })
    if (!built) throw new ProductError('pages_not_built')
    return reply.sendFile('index.html')
  })
}
