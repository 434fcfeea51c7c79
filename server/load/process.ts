import { ProductError } from '../errors.ts'
import { readModel } from './build-model.ts'
import { runJob } from './job-run.ts'
import type { JobRequest, Progress } from './job.ts'
import type { FromProcess, ToProcess } from './process-messages.ts'

/** The load process: does the one job that its parent sends, and ends. Losing the parent cancels the job. */

const every_ms = 100
const cancelled = new AbortController()

process.on('message', (message: ToProcess) => {
  if (message.type === 'cancel') cancelled.abort()
  else void run(message.data_dir, message.request)
})
process.on('disconnect', () => cancelled.abort())
process.on('SIGTERM', () => cancelled.abort())
process.on('SIGINT', () => cancelled.abort())

async function run(data_dir: string, request: JobRequest): Promise<void> {
  const { signal } = cancelled
  try {
    const result = await runJob(request, {
      data_dir,
      model: readModel(),
      on_progress: tellProgress(),
      signal,
    })
    tell({ type: 'done', result })
  } catch (error) {
    if (signal.aborted) tell({ type: 'cancelled' })
    else tell(failure(error))
  }
  process.disconnect?.()
}

function tell(message: FromProcess): void {
  if (process.connected) process.send!(message)
}

/** Every change of stage or part, and between them as often as a reader can see. */
function tellProgress(): (progress: Progress) => void {
  let last = { stage: '', part: null as string | null, at: 0 }
  return (progress) => {
    const { stage, part } = progress
    if (stage === last.stage && part === last.part && performance.now() - last.at < every_ms) return
    last = { stage, part, at: performance.now() }
    tell({ type: 'progress', progress })
  }
}

/** What people can put right is told to them alone: its words may quote their data, which has no place in a log. */
function failure(error: unknown): FromProcess {
  const { code, params, status } = error instanceof ProductError ? error : new ProductError('load_failed')
  if (status < 500) return { type: 'failed', error: { code, params }, cause: code }
  const { stack = String(error), cause } = error as Error
  return {
    type: 'failed',
    error: { code, params },
    cause: cause ? `${stack}\ncaused by ${String(cause)}` : stack,
  }
}
