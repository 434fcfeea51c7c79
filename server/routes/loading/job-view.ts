import type { Locale } from '../../../queries/metric.ts'
import { errorText } from '../../errors.ts'
import type { Job } from '../../load/job.ts'

/** A job as a client sees it: its error in words of the reader's language. */
export function jobView({ error, ...job }: Job, locale: Locale) {
  if (!error) return job
  return { ...job, error: { code: error.code, message: errorText(error.code, error.params, locale) } }
}
