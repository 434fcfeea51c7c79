import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testMetrics, testServer } from './test-server.ts'

interface Parameter {
  readonly name: string
  readonly required: boolean
}
interface Document {
  readonly openapi: string
  readonly paths: Record<string, Record<string, { parameters: Parameter[]; operationId: string }>>
}

let server: Awaited<ReturnType<typeof testServer>>
let document: Document
beforeAll(async () => {
  server = await testServer()
  document = (await server.app.inject({ url: '/api/openapi.json' })).json()
})
afterAll(() => server.close())

it('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toBe('3.1.0')
  const result = await new Validator().validate(JSON.stringify(document, null, 1))
  expect(result).toEqual({ valid: true })
})

it('names every metric and its explanation with all their parameters', () => {
  for (const { id, params } of testMetrics) {
    const parameters = document.paths[`/api/metrics/${id}`]!.get!.parameters
    expect(parameters.map(({ name }) => name)).toEqual([...Object.keys(params), 'format', 'lang'])
    expect(document.paths[`/api/metrics/${id}/explain`]).toBeDefined()
  }
})

it('says which parameters must be given', () => {
  const { parameters } = document.paths['/api/metrics/test/sales']!.get!
  expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['from', 'to'])
})

it('names every route of the product once', () => {
  expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/metrics/'))).toEqual([
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/metrics',
    '/api/chain',
    '/api/export',
    '/api/satisfaction/weights',
    '/api/satisfaction/weights/{version}/withdrawal',
    '/api/uploads',
    '/api/uploads/{id}',
    '/api/uploads/{id}/plan',
    '/api/uploads/{id}/check',
    '/api/uploads/{id}/commit',
    '/api/uploads/{id}/rejects.csv',
    '/api/jobs/{id}',
    '/api/jobs/{id}/events',
    '/api/batches',
    '/api/batches/{id}',
    '/api/batches/{id}/rejects.csv',
    '/api/mappings',
  ])
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})
