import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerFailures } from '../../server/routes/failures.ts'
import { pageRoutes, readStartPage, scriptHashes } from '../../server/routes/pages.ts'
import { temporaryFolder } from '../engine/small-snapshot.ts'

const script = 'start()'
const page = `<!doctype html><script>${script}</script><script type="module" src="/a.js"></script>`
const app = Fastify()
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  folder = await temporaryFolder()
  await mkdir(join(folder.path, '_app/immutable'), { recursive: true })
  await writeFile(join(folder.path, 'index.html'), page)
  await writeFile(join(folder.path, '_app/immutable/start.abc123.js'), 'export {}')
  await writeFile(join(folder.path, '.sources'), '<!doctype')
  answerFailures(app)
  pageRoutes(app, folder.path)
})
afterAll(async () => {
  await app.close()
  await folder.remove()
})

it.each(['/', '/data', '/customers?from=2026-01-01'])(
  '%s is the start page, checked again each time',
  async (url) => {
    const response = await app.inject({ url })
    expect(response.body).toBe(page)
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    })
  },
)

it('assets with a hash in their name are kept for a year', async () => {
  const { headers } = await app.inject({ url: '/_app/immutable/start.abc123.js' })
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

it.each([
  '/api/nothing',
  '/.sources',
  '/missing.js',
  '/_app/immutable/old.js',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
])('%s is not the start page', async (url) => {
  const response = await app.inject({ url })
  expect(response.statusCode).toBeGreaterThanOrEqual(400)
  expect(response.body).not.toContain('<!doctype')
})

it('only scripts that stand in the start page may run beside our files', () => {
  const hash = createHash('sha256').update(script).digest('base64')
  expect(scriptHashes(page)).toEqual([`'sha256-${hash}'`])
})

it('pages that have not been built are noticed', () => {
  expect(readStartPage(join(folder.path, 'nowhere'))).toBeNull()
})

it('pages that were never built are said so', async () => {
  const unbuilt = Fastify()
  answerFailures(unbuilt)
  pageRoutes(unbuilt, join(folder.path, 'nowhere'))
  const response = await unbuilt.inject({ url: '/' })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toMatchObject({ error: { code: 'pages_not_built' } })
  await unbuilt.close()
})
