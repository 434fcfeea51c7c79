import type { FastifyInstance } from 'fastify'
import { explainFailure } from '../../load/job-failure.ts'
import { requireWritable } from '../../troubles.ts'
import type { Troubles } from '../../troubles.ts'
import type { UploadDeps } from '../../uploads/upload-desk.ts'
import { answerFailure } from '../failures.ts'
import { batchRoutes } from './batch-routes.ts'
import { jobRoutes } from './job-routes.ts'
import { mappingRoutes } from './mapping-routes.ts'
import { uploadRoutes } from './upload-routes.ts'

/** What data is brought in with. */
export interface LoadingDeps extends UploadDeps {
  readonly clock: () => Date
  readonly troubles: Troubles
}

/** Everything that brings data in, from dropped files to undoing a load. Refused while nothing can be written. */
export async function loadingRoutes(app: FastifyInstance, deps: LoadingDeps): Promise<void> {
  await app.register(async (routes) => {
    routes.addHook('onRequest', async ({ method }) => {
      if (method !== 'GET' && method !== 'HEAD') requireWritable(deps.troubles)
    })
    routes.setErrorHandler(async (error, request, reply) =>
      answerFailure(await explainFailure(error, deps.state.dir.root), request, reply),
    )
    await uploadRoutes(routes, deps)
    jobRoutes(routes, deps)
    batchRoutes(routes, deps)
    mappingRoutes(routes, deps)
  })
}
