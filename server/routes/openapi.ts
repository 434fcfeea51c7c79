import type { FastifyInstance, RouteOptions } from 'fastify'

interface Documented {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly querystring?: JsonObject
  readonly params?: JsonObject
  readonly body?: JsonObject
  readonly consumes?: readonly string[]
  readonly response?: Readonly<Record<string, JsonObject>>
}
type JsonObject = Readonly<Record<string, unknown>>
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonObject>>
  readonly required?: readonly string[]
}

declare module 'fastify' {
  interface FastifySchema {
    /** What the route is for; a route without one is no part of the documented API. */
    summary?: string
    description?: string
    tags?: readonly string[]
    consumes?: readonly string[]
  }
}

/** Collects every route that is registered after it and serves their OpenAPI 3.1 document at `/api/openapi.json`. */
export function openApiRoute(app: FastifyInstance, version: string): void {
  const paths: Record<string, Record<string, unknown>> = {}
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD' || !route.schema?.summary) return
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [String(route.method).toLowerCase()]: operation(route) }
  })
  const info = {
    title: 'Regulars',
    version,
    description:
      'Customer analytics for retail chains. Errors carry a stable code and a message in the language of Accept-Language (zh-CN, en).',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  }
  app.get('/api/openapi.json', async () => ({
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths,
  }))
}

function operation({ method, url, schema }: RouteOptions): JsonObject {
  const { summary, description, tags, querystring, params, body, consumes, response } = schema as Documented
  const bodyTypes = consumes ?? ['application/json']
  return {
    operationId: `${String(method).toLowerCase()}${url.replace(/\W+/g, '_')}`,
    ...(summary && { summary }),
    ...(description && { description }),
    ...(tags && { tags }),
    parameters: [...parameters('path', params), ...parameters('query', querystring)],
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: body }])),
      },
    }),
    responses: Object.fromEntries(Object.entries(response ?? { 200: {} }).map(describe)),
  }
}

function parameters(place: 'path' | 'query', schema: JsonObject | undefined): JsonObject[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema
  return Object.entries(properties).map(([name, { description, ...value }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    ...(value.type === 'array' && { style: 'form', explode: true }),
    schema: value,
  }))
}

function describe([status, response]: [string, JsonObject]): [string, JsonObject] {
  const code = status.toUpperCase()
  if ('content' in response || 'description' in response)
    return [
      code,
      {
        description: response.description ?? status,
        ...('content' in response && { content: response.content }),
      },
    ]
  return [code, { description: 'Done', content: { 'application/json': { schema: response } } }]
}
