import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { answers } from '../queries/satisfaction/survey-answers.ts'
import { productServer } from '../reliability/product-server.ts'

let server: Awaited<ReturnType<typeof productServer>>
let address: string
beforeAll(async () => {
  server = await productServer({ ...cornerShop, ...answers })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const headers = {
  accept: 'application/json',
  'accept-language': 'en',
  'content-type': 'application/json',
}
const question = '/api/metrics/satisfaction/csi?from=2025-01-01&to=2025-03-31&grain=total&min_n=1'

/** Over the network, for that is where kept answers are sent again. */
async function call<T>(url: string, payload?: object) {
  const sent = payload && { method: 'POST', body: JSON.stringify(payload) }
  const response = await fetch(address + url, { headers, ...sent })
  return { status: response.status, etag: response.headers.get('etag'), body: (await response.json()) as T }
}

const weights = [
  { item: 'speed', weight: 0.25 },
  { item: 'taste', weight: 0.75 },
]

describe('agreed weights', () => {
  it('are followed by the next answer to the same address, which says by which version', async () => {
    const before = await call<{ rows: unknown[] }>(question)
    expect(before.body.rows).toMatchObject([{ weights_version: null }])
    const saved = await call('/api/satisfaction/weights', {
      effective_on: '2025-02-01',
      weights,
      note: 'board',
    })
    expect(saved).toMatchObject({
      status: 201,
      body: { version: 1, effective_on: '2025-02-01', weights, note: 'board', saved_by: 'browser' },
    })
    const after = await call<{ rows: { csi: number }[] }>(question)
    expect(after.body.rows).toMatchObject([{ weights_version: 1 }])
    expect(after.body.rows[0]!.csi).toBeCloseTo(0.25 * 62.5 + (0.75 * (100 * (13 / 3 - 1))) / 4, 9)
    expect(after.etag).not.toBe(before.etag)
    expect((await call('/api/satisfaction/weights')).body).toMatchObject({ versions: [saved.body] })
    const explained = await call<{ params: { agreed_weights: string } }>(question.replace('?', '/explain?'))
    expect(JSON.parse(explained.body.params.agreed_weights)).toMatchObject([{ version: 1 }])
  })

  it('that were withdrawn weigh nothing from the next answer on', async () => {
    const address = '/api/satisfaction/weights/1/withdrawal'
    expect(await call(address, { note: 'typing error' })).toMatchObject({
      status: 201,
      body: { version: 1, weights, withdrawal: { note: 'typing error', withdrawn_by: 'browser' } },
    })
    expect((await call<{ rows: unknown[] }>(question)).body.rows).toMatchObject([{ weights_version: null }])
    expect((await call('/api/satisfaction/weights')).body).toMatchObject({ versions: [{ version: 1 }] })
    expect(await call(address, {})).toMatchObject({
      status: 409,
      body: { error: { code: 'withdrawn_weights', message: expect.stringContaining('save it anew') } },
    })
    expect(await call('/api/satisfaction/weights/9/withdrawal', {})).toMatchObject({ status: 404 })
  })

  it('that do not add up to 1 are refused, with what they add up to', async () => {
    const short = weights.slice(1)
    expect(
      await call('/api/satisfaction/weights', { effective_on: '2025-02-01', weights: short }),
    ).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_weights', message: expect.stringContaining('add up to 75%') } },
    })
  })

  it('cannot be slipped in by whoever asks, and are not offered', async () => {
    const { metrics } = (await call<{ metrics: { id: string; params: object }[] }>('/api/metrics')).body
    const csi = metrics.find(({ id }) => id === 'satisfaction/csi')!
    expect(Object.keys(csi.params)).toContain('weights')
    expect(Object.keys(csi.params)).not.toContain('agreed_weights')
    expect(await call(`${question}&agreed_weights=[]`)).toMatchObject({
      status: 400,
      body: { error: { code: 'unknown_parameter' } },
    })
  })
})
