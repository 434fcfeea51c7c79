import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import Type from 'typebox'
import type { Answering } from '../answering/answering.ts'
import type { Troubles } from '../troubles.ts'
import { failures } from './failure-schemas.ts'
import { languageOfRequest } from './language.ts'
import { troublesSchema, troublesView } from './troubles-view.ts'

const tags = ['health']
const routes = {
  alive: {
    summary: 'The process lives',
    tags,
    response: { 200: Type.Object({ status: Type.Literal('ok') }), ...failures },
  },
  ready: {
    summary: 'There is data to ask',
    tags,
    response: {
      200: Type.Object({
        status: Type.String({ enum: ['ready', 'degraded'] }),
        data_version: Type.String(),
        troubles: troublesSchema,
      }),
      ...failures,
    },
  },
  figures: {
    summary: 'Figures for Prometheus',
    tags,
    response: {
      200: { description: 'Prometheus text', content: { 'text/plain': { schema: Type.String() } } },
      ...failures,
    },
  },
}

/**
 * `/healthz`: the process lives. `/readyz`: there is data to ask, and what is wrong all the same. `/metrics`: figures
 * for Prometheus.
 */
export function healthRoutes(app: FastifyInstance, answering: Answering, troubles: Troubles): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  watchAnswering(registry, answering)
  watchRequests(app, registry)
  app.get('/healthz', { schema: routes.alive }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: routes.ready }, async (request) => {
    const { data_version } = answering
    const told = troublesView(troubles, languageOfRequest(request))
    return { status: told.length > 0 ? 'degraded' : 'ready', data_version, troubles: told }
  })
  app.get('/metrics', { schema: routes.figures }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

function watchRequests(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: 'regulars_http_request_seconds',
    help: 'Time from the request to the last byte of its answer, but for answers sent again from memory',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
}

function watchAnswering(registry: Registry, answering: Answering): void {
  const registers = [registry]
  new Counter({
    name: 'regulars_questions_total',
    help: 'Questions by how they ended',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset()
      for (const [outcome, count] of Object.entries(answering.counts)) this.inc({ outcome }, count)
    },
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('regulars_questions_running', 'Questions that have a slot', () => answering.slots.running)
  gauge('regulars_questions_waiting', 'Questions that wait for a slot', () => answering.slots.waiting)
  gauge('regulars_cache_bytes', 'Memory taken by kept answers', () => answering.cached_bytes)
}
