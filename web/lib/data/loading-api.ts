import { api, ApiError } from '../api.ts'
import type { Batch } from '../../../queries/loading/batch.ts'
import type { JobView } from '../../../queries/loading/job.ts'
import type { Plan, Upload } from '../../../queries/loading/plan.ts'
import type { SavedMapping } from '../../../queries/loading/plan.ts'

const at = (id: string) => `/api/uploads/${encodeURIComponent(id)}`

/** Calls of the loading routes. Each rejects with ApiError. */
export const loading = {
  /** What was uploaded, with the plan as it stands; rejects with 404 when it is gone. */
  upload: (id: string) => api.get(at(id)) as Promise<Upload>,
  /** Keeps the plan as it stands and reads files again whose options changed. */
  replan: (id: string, plan: Plan) =>
    api.post(`${at(id)}/plan`, {
      options: Object.fromEntries(plan.sources.map((source) => [source.name, source.options])),
      tables: plan.tables,
    }) as Promise<Upload>,
  check: (id: string, plan: Plan) => api.post(`${at(id)}/check`, { plan }) as Promise<{ job_id: string }>,
  commit: (id: string, plan: Plan, accept_rejects: boolean) =>
    api.post(`${at(id)}/commit`, { plan, accept_rejects }) as Promise<{ job_id: string }>,
  /** Keeps a mapping under its name for the next files with the same headers. */
  keep: (mapping: SavedMapping) => api.put('/api/mappings', mapping),
  discard: (id: string) => api.delete(at(id)),
  cancel: (job_id: string) => api.delete(`/api/jobs/${encodeURIComponent(job_id)}`),
  /** The job, or null when the server does not know it (any more). */
  job: (id: string) =>
    (api.get(`/api/jobs/${encodeURIComponent(id)}`) as Promise<JobView>).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }),
  /** Every load, newest first. */
  batches: async () => ((await api.get('/api/batches')) as { batches: readonly Batch[] }).batches,
  undo: (batch_id: string) =>
    api.delete(`/api/batches/${encodeURIComponent(batch_id)}`) as Promise<{ job_id: string }>,
}

/** Where the rejected rows of a check, or of a batch, can be downloaded. */
export const rejectsHref = {
  upload: (id: string) => `${at(id)}/rejects.csv`,
  batch: (id: string) => `/api/batches/${encodeURIComponent(id)}/rejects.csv`,
}
