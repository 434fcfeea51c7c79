import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Compile } from 'typebox/compile'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { injections } from '../fixtures/hostile.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { productServer } from './product-server.ts'
import { report, times } from './tier.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly required?: readonly string[]
}
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}
interface Operation {
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, { schema: Schema }> }>>
}
type Call = { readonly method: string; readonly path: string; readonly operation: Operation }

const seed = Number(process.env.API_SEED ?? 21)
const dice = new Dice(seed)
const tries = times(200, 5_000)
/** As many requests as the service takes without refusing any. */
const at_once = 10
const figures = {
  operations: 0,
  requests: 0,
  answered: 0,
  refused: 0,
  broken: 0,
  undocumented: 0,
  misshapen: 0,
}
let server: Awaited<ReturnType<typeof productServer>>
let calls: Call[] = []

beforeAll(async () => {
  server = await productServer(cornerShop)
  const { paths } = (await server.app.inject({ url: '/api/openapi.json' })).json() as {
    paths: Record<string, Record<string, Operation>>
  }
  calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
})
afterAll(() => {
  report('the API against its own description', figures)
  return server.close()
})

const day = () => `20${24 + dice.below(3)}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`
const two = (n: number) => String(n).padStart(2, '0')
const word = () => dice.pick(['S1', 'S2', 'East', 'tea', 'gold', '华东', 'important_value', 'x', '0'])

/** A value that a schema allows; often one that the little chain knows. */
function fitting(schema: Schema): unknown {
  if (schema.enum) return dice.pick(schema.enum)
  if (schema.anyOf) return fitting(dice.pick(schema.anyOf))
  switch (schema.type) {
    case 'array':
      return Array.from({ length: dice.below(3) }, () => fitting(schema.items ?? {}))
    case 'integer':
      return Math.floor(between(schema))
    case 'number':
      return Number(between(schema).toFixed(4))
    case 'boolean':
      return dice.happens(0.5)
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) || dice.happens(0.5))
          .map(([name, inner]) => [name, fitting(inner)]),
      )
    default:
      return schema.format === 'date' ? day() : word()
  }
}

function between({ minimum = 0, maximum = 1_000 }: Schema): number {
  return minimum + dice.roll() * Math.min(maximum - minimum, 400)
}

/** Something that no schema asked for. */
function odd(): string {
  return dice.pick([
    () => dice.pick(injections),
    () => String(dice.below(1e9) - 5e8),
    () => 'x'.repeat(1 + dice.below(400)),
    () =>
      dice.pick([
        '',
        ' ',
        '2026-02-30',
        '2026-13-01',
        '0000-00-00',
        '1e9',
        '-1',
        '1.5',
        'NaN',
        'TRUE',
        '\u0000',
      ]),
  ])()
}

interface Sent {
  readonly url: string
  readonly language: string
  readonly payload?: string
  readonly content_type?: string
}

function request({ path, operation }: Call, valid: boolean): Sent {
  const search = new URLSearchParams()
  let url = path
  for (const parameter of operation.parameters) {
    const value = valid || dice.happens(0.6) ? fitting(parameter.schema) : odd()
    if (parameter.in === 'path')
      url = url.replace(`{${parameter.name}}`, encodeURIComponent(String(value) || 'x'))
    else if (parameter.required || dice.happens(0.4))
      if (valid || dice.happens(0.9))
        for (const one of [value].flat()) search.append(parameter.name, String(one))
  }
  if (valid) ordered(search)
  else if (dice.happens(0.2)) search.append(dice.pick(['unknown', 'scope', '__proto__', odd()]), odd())
  const body = operation.requestBody && bodyOf(operation.requestBody.content, valid)
  const query = search.toString()
  const language = dice.pick(['zh-CN', 'en', 'fr', '*'])
  return { url: query ? `${url}?${query}` : url, language, ...body }
}

/** Turns a period round that runs backwards: what one schema cannot say. */
function ordered(search: URLSearchParams): void {
  for (const [start, end] of [
    ['from', 'to'],
    ['base_from', 'base_to'],
  ] as const) {
    const days = [search.get(start), search.get(end)].filter((one) => one !== null).sort()
    if (days.length < 2) continue
    search.set(start, days[0]!)
    search.set(end, days[1]!)
  }
  if (search.has('format')) search.set('format', 'json')
}

function bodyOf(content: Readonly<Record<string, { readonly schema: Schema }>>, valid: boolean) {
  const [[content_type, { schema }]] = Object.entries(content) as [[string, { schema: Schema }]]
  if (content_type !== 'application/json') return { content_type, payload: odd() }
  const body = valid || dice.happens(0.5) ? fitting(schema) : dice.pick([null, [], odd(), { x: odd() }, 7])
  return { content_type, payload: dice.happens(0.95) ? JSON.stringify(body) : '{"cut": ' }
}

const validators = new Map<object, { Check(value: unknown): boolean }>()
function fits(schema: Schema, value: unknown): boolean {
  if (!validators.has(schema)) validators.set(schema, Compile(schema as never))
  return validators.get(schema)!.Check(value)
}

const internal = /(Binder|Parser|Catalog|Conversion) Error|\.ts:\d|node_modules|at async /

/** Where the server and its data lie: nobody's business. */
const places = () => [dirname(server.file), process.cwd()]

async function call(one: Call, { url, payload, content_type, language }: Sent): Promise<void> {
  const { statusCode, headers, body } = await server.app.inject({
    method: one.method.toUpperCase() as 'GET',
    url,
    headers: {
      'accept-language': language,
      ...(content_type && { 'content-type': content_type }),
    },
    ...(payload !== undefined && { payload }),
  })
  figures.requests += 1
  figures[statusCode < 400 ? 'answered' : 'refused'] += 1
  const said = `${one.method} ${url} ${payload ?? ''} → ${statusCode} ${body.slice(0, 300)}`
  if (statusCode >= 500) figures.broken += 1
  expect(statusCode, said).toBeLessThan(500)
  const documented =
    one.operation.responses[statusCode] ?? one.operation.responses[`${String(statusCode)[0]}XX`]
  if (!documented) figures.undocumented += 1
  expect(documented, said).toBeDefined()
  const told = JSON.stringify(headers) + body
  expect(told, said).not.toMatch(internal)
  expect(
    places().filter((place) => told.includes(place)),
    said,
  ).toEqual([])
  const schema = documented!.content?.['application/json']?.schema
  if (!schema || !String(headers['content-type']).startsWith('application/json')) return
  const right = fits(schema, JSON.parse(body))
  if (!right) figures.misshapen += 1
  expect(right, said).toBe(true)
}

describe('the API keeps its word', () => {
  it(
    'for valid and invalid requests to every operation',
    async () => {
      for (const one of calls) {
        figures.operations += 1
        for (let turn = 0; turn < tries; turn += at_once) {
          const sent = Array.from({ length: at_once }, (_, n) => request(one, (turn + n) % 5 === 0))
          await Promise.all(sent.map((each) => call(one, each)))
        }
      }
      expect(figures).toMatchObject({ broken: 0, undocumented: 0, misshapen: 0 })
    },
    times(600_000, 3 * 3_600_000),
  )

  it('a request that is valid is answered', async () => {
    const metrics = calls.filter(({ path }) => path.startsWith('/api/metrics/') && !path.endsWith('/explain'))
    for (const one of metrics) {
      const { url } = request(one, true)
      const { statusCode, body } = await server.app.inject({ url })
      expect(statusCode, `${url} ${body.slice(0, 200)}`).toBe(200)
    }
  })
})
