import type { JobView } from '../../../queries/loading/job.ts'

/** `live`: events arrive; `polling`: asking every second instead; `lost`: the server does not answer, still trying. */
export type Connection = 'live' | 'polling' | 'lost'

/** Who is told how a job goes. */
export interface JobWatcher {
  job(job: JobView): void
  connection(connection: Connection): void
  /** The server no longer knows the job; nothing more will come. */
  gone(): void
}

/** What following needs from its surroundings: the browser's in a page, plain objects in a test. */
export interface JobSource {
  /** Opens the event stream of a job. */
  events(id: string): Pick<EventSource, 'onmessage' | 'onerror' | 'close'>
  /** Asks once. Resolves with null when the server does not know the job; rejects when it cannot be reached. */
  ask(id: string): Promise<JobView | null>
  wait(milliseconds: number): Promise<void>
}

const longest_wait_ms = 5_000

export const isOver = (job: JobView) => job.state !== 'queued' && job.state !== 'running'

/**
 * Reports every state of a job until it is over: by server-sent events while they come, by asking when they do not.
 * A lost connection is reported and retried for ever, because the work goes on without us. Returns how to stop.
 */
export function followJob(id: string, watcher: JobWatcher, source: JobSource): () => void {
  let stopped = false
  let asking = false
  const events = source.events(id)
  const stop = () => {
    stopped = true
    events.close()
  }
  const report = (job: JobView, connection: Connection) => {
    if (stopped) return
    if (isOver(job)) stop()
    watcher.connection(connection)
    watcher.job(job)
  }

  events.onmessage = (event) => {
    asking = false
    report(JSON.parse(event.data as string) as JobView, 'live')
  }
  events.onerror = () => {
    if (!asking) void askRepeatedly()
  }

  async function askRepeatedly(): Promise<void> {
    asking = true
    for (let failures = 0; asking && !stopped;) {
      const answer = await source.ask(id).catch(() => undefined)
      if (stopped) return
      if (answer === null) {
        stop()
        return watcher.gone()
      }
      failures = answer === undefined ? failures + 1 : 0
      if (answer !== undefined) report(answer, 'polling')
      else watcher.connection('lost')
      await source.wait(Math.min(longest_wait_ms, 1_000 * Math.max(1, failures)))
    }
  }
  return stop
}
