import multipart from '@fastify/multipart'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Upload } from '../../../queries/loading/plan.ts'
import { errorText, ProductError } from '../../errors.ts'
import { UploadDesk } from '../../uploads/upload-desk.ts'
import type { PlanChange, UploadView } from '../../uploads/upload-desk.ts'
import type { Incoming } from '../../uploads/uploads.ts'
import type { Locale } from '../../../queries/metric.ts'
import { failures } from '../failure-schemas.ts'
import { languageOfRequest } from '../language.ts'
import { sayer } from './job-view.ts'
import type { LoadingDeps } from './loading.ts'
import { optionsSchema, planSchema, tablePlanSchema } from './plan-schema.ts'
import type { ClientPlan } from './plan-schema.ts'
import { sendRejects } from './send-rejects.ts'

const largest_file = 8 * 1024 ** 3
const most_files = 200
const params = Type.Object({ id: Type.String() })
const strict = { additionalProperties: false } as const
const view = Type.Object(
  {
    upload_id: Type.String(),
    detections: Type.Array(Type.Unknown()),
    unreadable: Type.Array(Type.Unknown()),
    plan: Type.Unknown(),
    columns: Type.Array(Type.Unknown()),
    questions: Type.Array(Type.Unknown()),
  },
  { description: 'What the files seem to be, how they could be loaded, and what only a person can decide' },
)

const documented = (summary: string, status: number, answer: object, body?: object) => ({
  schema: {
    summary,
    tags: ['loading'],
    params,
    ...(body && { body }),
    response: { [status]: answer, ...failures },
  },
})
const receive = {
  schema: {
    summary: 'Upload files to be loaded',
    tags: ['loading'],
    consumes: ['multipart/form-data'],
    response: {
      201: Type.Object({
        upload_id: Type.String(),
        files: Type.Array(Type.Object({ name: Type.String(), size: Type.Integer() })),
      }),
      ...failures,
    },
  },
  bodyLimit: Number.MAX_SAFE_INTEGER,
}
const change = Type.Object(
  {
    options: Type.Record(Type.String(), optionsSchema),
    tables: Type.Array(tablePlanSchema, { maxItems: 100 }),
  },
  strict,
)
const started = Type.Object({ job_id: Type.String() })
const gone = { description: 'Removed' }
const csv = { description: 'The rejected rows', content: { 'text/csv': { schema: Type.String() } } }

const routes = {
  look: documented('What the files of an upload seem to be, and the plan as it stands', 200, view),
  replan: documented('Change the plan and read the files again', 200, view, change),
  check: documented('Check a plan without loading', 202, started, Type.Object({ plan: planSchema }, strict)),
  commit: documented(
    'Load a plan as a batch',
    202,
    started,
    Type.Object({ plan: planSchema, accept_rejects: Type.Optional(Type.Boolean()) }, strict),
  ),
  discard: documented('Throw an upload away', 204, gone),
  rejects: documented('The rows that the last check rejected', 200, csv),
}

type WithId = { Params: { id: string } }
type WithPlan = WithId & { Body: { plan: ClientPlan; accept_rejects?: boolean } }

/** Files from the browser: received, looked into, planned, checked, loaded or thrown away. */
export async function uploadRoutes(app: FastifyInstance, deps: LoadingDeps): Promise<void> {
  const { uploads } = deps
  const desk = new UploadDesk(deps)
  const limits = { fileSize: largest_file, files: most_files, fields: 20 }
  await app.register(multipart, { limits, throwFileSizeLimit: false })

  app.post('/api/uploads', receive, async (request, reply) => {
    if (!request.isMultipart())
      throw new ProductError('unsupported_media', { choices: 'multipart/form-data' })
    const expected = Number(request.headers['content-length'] ?? 0)
    const { id, files } = await uploads
      .receive(incoming(request.files()), { largest: largest_file, expected })
      .catch(refuseBroken)
    return reply.code(201).send({ upload_id: id, files })
  })
  app.get<WithId>('/api/uploads/:id', routes.look, async (request) =>
    inWords(await desk.look(request.params.id), languageOfRequest(request)),
  )
  app.post<WithId & { Body: PlanChange }>('/api/uploads/:id/plan', routes.replan, async (request) =>
    inWords(await desk.replan(request.params.id, request.body), languageOfRequest(request)),
  )
  app.post<WithPlan>('/api/uploads/:id/check', routes.check, async (request, reply) => {
    const { params, body } = request
    const job_id = await desk.check(params.id, body.plan, languageOfRequest(request))
    return reply.code(202).send({ job_id })
  })
  app.post<WithPlan>('/api/uploads/:id/commit', routes.commit, async (request, reply) => {
    const { params, body } = request
    const locale = languageOfRequest(request)
    const job_id = await desk.commit(params.id, body.plan, body.accept_rejects ?? false, locale)
    return reply.code(202).send({ job_id })
  })
  app.delete<WithId>('/api/uploads/:id', routes.discard, async ({ params: { id } }, reply) => {
    await desk.discard(id)
    return reply.code(204).send()
  })
  app.get<WithId>('/api/uploads/:id/rejects.csv', routes.rejects, async ({ params: { id } }, reply) =>
    sendRejects(reply, await uploads.rejectsPath(id)),
  )
}

async function* incoming(files: AsyncIterable<MultipartFile>): AsyncGenerator<Incoming> {
  for await (const { filename, file } of files) yield { name: filename, stream: file }
}

/** A body that is cut off or not built as it should be is the client's fault, and the parser gives such errors no code. */
function refuseBroken(error: Error): never {
  throw /multipart/i.test(error.message) ? new ProductError('bad_request', {}, { cause: error }) : error
}

function inWords(view: UploadView, locale: Locale): Upload {
  const say = sayer(locale)
  const detections = view.detections.map((one) => ({ ...one, warnings: one.warnings.map(say) }))
  const unreadable = view.unreadable.map(({ file, error: { code, params } }) => ({
    file,
    error: { code, message: errorText(code, params, locale) },
  }))
  return { ...view, detections, unreadable }
}
