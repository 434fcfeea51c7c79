import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, testServer, writeTestSnapshot } from './test-server.ts'

let server: Awaited<ReturnType<typeof testServer>>
let port: number
beforeEach(async () => {
  server = await testServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  port = (server.app.server.address() as AddressInfo).port
})
afterEach(() => server.close())

/** Over the network, for that is where kept answers are sent again. */
async function get(path: string, headers: Record<string, string> = {}) {
  const [response] = (await once(request({ port, path, headers, agent: false }).end(), 'response')) as [
    IncomingMessage,
  ]
  const bytes = Buffer.concat(await response.toArray())
  return {
    statusCode: response.statusCode,
    headers: response.headers,
    bytes,
    body: bytes.toString(),
    json: () => JSON.parse(bytes.toString()),
  }
}

const withoutDate = ({ date: _, ...headers }: IncomingHttpHeaders) => headers

describe('an answer that was sent before', () => {
  it.each(['json', 'arrow', 'csv', 'xlsx'])(
    'is sent again to the byte, with the same head, as %s',
    async (format) => {
      const first = await get(ask('sales', { format }))
      const again = await get(ask('sales', { format }))
      expect(again.bytes).toEqual(first.bytes)
      expect(withoutDate(again.headers)).toEqual(withoutDate(first.headers))
      expect(server.answering.counts).toMatchObject({ answered: 1, cached: 1 })
    },
  )

  it('is not sent again when the data has changed', async () => {
    await get(ask('version'))
    await server.engine.swap(await writeTestSnapshot(server.folder, 'v2'))
    expect((await get(ask('version'))).json().rows[0].version).toBe('v2')
  })

  it('is not sent to a foreign host', async () => {
    await get(ask('sales'))
    expect((await get(ask('sales'), { host: 'example.com' })).statusCode).toBe(403)
  })

  it('is sent in the language and the form that each client asks for', async () => {
    const url = ask('sales', { format: 'csv' })
    const bodies = async () =>
      Promise.all(
        ['zh-CN', 'en', 'zh-CN'].map(async (lang) => (await get(url, { 'accept-language': lang })).body),
      )
    const [first, again] = [await bodies(), await bodies()]
    expect(first[0]).not.toBe(first[1])
    expect(again).toEqual(first)
    await get(ask('sales'), { accept: 'text/csv' })
    expect((await get(ask('sales'), { accept: 'application/json' })).headers['content-type']).toMatch('json')
  })

  it('is not sent to who has it already', async () => {
    const { headers } = await get(ask('sales'))
    const known = await get(ask('sales'), { 'if-none-match': `W/"other", ${String(headers.etag)}` })
    expect(known).toMatchObject({ statusCode: 304, body: '' })
    expect(known.headers).toMatchObject({
      etag: headers.etag,
      'cache-control': headers['cache-control'],
      'content-security-policy': headers['content-security-policy'],
    })
    expect(known.headers).not.toHaveProperty('content-type')
  })

  it('is not sent to who wants to change something', async () => {
    const address = `http://127.0.0.1:${port}${ask('sales')}`
    expect((await fetch(address)).status).toBe(200)
    expect((await fetch(address, { method: 'DELETE' })).status).toBeGreaterThanOrEqual(400)
  })

  it('failures are asked anew', async () => {
    expect((await get(ask('broken'))).statusCode).toBe(500)
    expect((await get(ask('broken'))).statusCode).toBe(500)
    expect(server.answering.counts).toMatchObject({ failed: 2, cached: 0 })
  })
})

describe('an answer is packed', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, br;q=0', gunzipSync],
  ])('with %s for who says %s, the second time too', async (packing, accepted, unpack) => {
    const plain = await get(ask('sales'))
    for (const time of ['first', 'second']) {
      const packed = await get(ask('sales'), { 'accept-encoding': accepted, 'x-time': time })
      expect(packed.headers['content-encoding']).toBe(packing)
      expect(packed.headers.etag).not.toBe(plain.headers.etag)
      expect(unpack(packed.bytes)).toEqual(plain.bytes)
    }
    expect((await get(ask('sales'))).bytes).toEqual(plain.bytes)
  })
})
