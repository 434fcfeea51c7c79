import type { FastifyInstance } from 'fastify'
import type { UploadDeps } from '../../uploads/upload-desk.ts'
import { batchRoutes } from './batch-routes.ts'
import { jobRoutes } from './job-routes.ts'
import { mappingRoutes } from './mapping-routes.ts'
import { uploadRoutes } from './upload-routes.ts'

/** What data is brought in with. */
export interface LoadingDeps extends UploadDeps {
  readonly clock: () => Date
}

/** Everything that brings data in, from dropped files to undoing a load. */
export async function loadingRoutes(app: FastifyInstance, deps: LoadingDeps): Promise<void> {
  await uploadRoutes(app, deps)
  jobRoutes(app, deps)
  batchRoutes(app, deps)
  mappingRoutes(app, deps)
}
