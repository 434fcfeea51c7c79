import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoopback } from '../../server/loopback.ts'
import { ask, testServer } from './test-server.ts'

let server: Awaited<ReturnType<typeof testServer>>
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }
const post = (headers: Record<string, string>, payload = '{"title":"x","filters":{},"sheets":[]}') =>
  server.app.inject({ method: 'POST', url: '/api/export', headers, payload })

describe('only this computer', () => {
  it.each(['localhost', 'localhost:4600', '127.0.0.1', '127.0.0.1:80', '127.1.2.3:1', '[::1]:4600', '::1'])(
    '%s is it',
    (host) => {
      expect(isLoopback(host)).toBe(true)
    },
  )

  it.each([
    '',
    'example.com',
    '127.0.0.1.example.com',
    'localhost.example.com:80',
    '0.0.0.0',
    '10.0.0.1',
    '[::]:80',
    '127.0.0.1@x',
    'x127.0.0.1',
  ])('“%s” is not', (host) => {
    expect(isLoopback(host)).toBe(false)
  })

  it('a name that was made to point here is refused', async () => {
    const response = await server.app.inject({
      url: ask('sales'),
      headers: { host: 'attacker.example:4600' },
    })
    expect(response.statusCode).toBe(403)
    expect(response.json().error.code).toBe('foreign_host')
  })
})

describe('what changes something', () => {
  it.each([
    ['another site', { ...json, origin: 'https://attacker.example' }, 403],
    ['another port of this computer', { ...json, origin: 'http://localhost:3000' }, 403],
    ['a page without an origin', { ...json, origin: 'null' }, 403],
    ['another site, as the browser says', { ...json, 'sec-fetch-site': 'cross-site' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
    ['nothing at all', {}, 415],
  ])('is refused from %s', async (_, headers, status) => {
    expect((await post({ host: 'localhost:4600', ...headers } as Record<string, string>)).statusCode).toBe(
      status,
    )
  })

  it('is let in from our own pages and from the terminal', async () => {
    const ours = {
      ...json,
      host: 'localhost:4600',
      origin: 'http://localhost:4600',
      'sec-fetch-site': 'same-origin',
    }
    for (const headers of [ours, json]) expect((await post(headers)).json().error.code).toBe('bad_field')
  })
})

describe('request bodies', () => {
  it.each([
    ['{"filters":{},"sheets":[]}', 'missing_parameter', 'title'],
    ['{"title":7,"filters":{},"sheets":[]}', 'bad_field', 'title'],
    [
      '{"title":"x","filters":{},"sheets":[{"metric":"a","title":"b","params":{},"sql":"select 1"}]}',
      'unknown_field',
      'sheets.0.sql',
    ],
    ['{"title":"x"', 'bad_json', undefined],
    ['', 'bad_json', undefined],
  ])('%s → %s', async (payload, code, parameter) => {
    const response = await post(json, payload)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toMatchObject({ code, ...(parameter && { parameter }) })
  })
})

describe('addresses that cannot be understood', () => {
  it.each([
    ['/api/%E0%A4%A', 400],
    [`/api/uploads/${'x'.repeat(300)}`, 400],
    ['/api/metrics/', 404],
    ['/api/metrics/kpi/%2e%2e%2fsales', 404],
  ])('%s is an error of ours', async (url, status) => {
    const response = await server.app.inject({ url })
    expect(response.statusCode).toBe(status)
    expect(response.json()).toEqual({
      error: { code: expect.any(String) as string, message: expect.any(String) as string },
    })
  })
})

it('no answer lets another site look inside', async () => {
  const { headers } = await server.app.inject({ url: ask('sales') })
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': expect.stringContaining(`script-src 'self';`) as string,
  })
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['strict-transport-security']).toBeUndefined()
})
