import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { JobView } from '../../../queries/loading/job.ts'
import { ProductError } from '../../errors.ts'
import type { Job, Jobs } from '../../load/job.ts'
import { failures } from '../failure-schemas.ts'
import { languageOfRequest } from '../language.ts'
import { jobView } from './job-view.ts'
import type { LoadingDeps } from './loading.ts'

const params = Type.Object({ id: Type.String() })
const job = Type.Object(
  { id: Type.String(), kind: Type.String(), state: Type.String(), stage: Type.String() },
  { additionalProperties: true },
)
const stream = { 'text/event-stream': { schema: Type.String() } }
const documented = (summary: string, response: object) => ({
  schema: { summary, tags: ['loading'], params, response: { ...response, ...failures } },
})
const routes = {
  get: documented('How far a job is, and how it ended', { 200: job }),
  events: documented('A job now and after each change until it has ended', {
    200: { description: 'Server-sent events, each a job', content: stream },
  }),
  cancel: documented('Cancel a job that has not begun to publish', {
    200: Type.Object({ cancelled: Type.Boolean() }),
  }),
}
const keep_alive_ms = 15_000
const most_listeners = 64
type WithId = { Params: { id: string } }

/** Checks, loads and undos while they run. */
export function jobRoutes(app: FastifyInstance, { jobs }: LoadingDeps): void {
  const listeners = new Set<ServerResponse>()
  app.addHook('preClose', async () => listeners.forEach((response) => response.end()))
  app.get<WithId>('/api/jobs/:id', routes.get, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return jobView(find(jobs, request.params.id), languageOfRequest(request))
  })
  app.get<WithId>('/api/jobs/:id/events', routes.events, async (request, reply) => {
    const { id } = find(jobs, request.params.id)
    const locale = languageOfRequest(request)
    if (listeners.size >= most_listeners) throw new ProductError('too_many_listeners')
    reply.hijack()
    listeners.add(reply.raw)
    reply.raw.once('close', () => listeners.delete(reply.raw))
    reply.raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...streamHeaders })
    sendEvents(reply.raw, (listener) => jobs.watch(id, (job) => listener(jobView(job, locale))))
  })
  app.delete<WithId>('/api/jobs/:id', routes.cancel, async ({ params: { id } }) => ({
    cancelled: jobs.cancel(find(jobs, id).id),
  }))
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  connection: 'close',
}

/** Sends each state of a job as an event until it has ended or nobody listens any more. */
function sendEvents(response: ServerResponse, watch: (listener: (job: JobView) => void) => () => void): void {
  const alive = setInterval(() => response.write(':\n\n'), keep_alive_ms)
  const stop = watch((job) => {
    response.write(`data: ${JSON.stringify(job)}\n\n`)
    if (job.finished_at !== null) response.end()
  })
  response.once('close', () => {
    clearInterval(alive)
    stop()
  })
}

function find(jobs: Jobs, id: string): Job {
  const job = jobs.get(id)
  if (!job) throw new ProductError('unknown_job')
  return job
}
