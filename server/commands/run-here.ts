import { languageOfTerminal } from '../config.ts'
import { ProductError } from '../errors.ts'
import { readModel } from '../load/build-model.ts'
import { runJob } from '../load/job-run.ts'
import type { JobRequest, JobResult } from '../load/job.ts'
import { progressLine } from './progress-line.ts'

/** Runs a job in this process with progress on the terminal. Ctrl-C cancels it, and nothing has changed. */
export function runHere(request: JobRequest, data_dir: string): Promise<JobResult> {
  return onTerminal((on_progress, signal) =>
    runJob(request, { data_dir, model: readModel(), on_progress, signal }),
  )
}

/** Runs `work` with progress on the terminal and a signal that Ctrl-C aborts; then it throws `cancelled`. */
export async function onTerminal<T>(
  work: (on_progress: ReturnType<typeof progressLine>['show'], signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController()
  const stop = () => abort.abort()
  const line = progressLine(languageOfTerminal())
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await work(line.show, abort.signal)
  } catch (error) {
    throw abort.signal.aborted ? new ProductError('cancelled', {}, { cause: error }) : error
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    line.clear()
  }
}
