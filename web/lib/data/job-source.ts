import type { JobSource } from './follow-job.ts'
import { loading } from './loading-api.ts'

/** Jobs of the server this page came from. */
export const jobSource: JobSource = {
  events: (id) => new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`),
  ask: (id) => loading.job(id),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}
