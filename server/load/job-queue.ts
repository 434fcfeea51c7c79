import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { progressMeter } from './job-meter.ts'
import type { Job, JobRequest, Jobs } from './job.ts'
import type { FromProcess, ToProcess } from './process-messages.ts'

const remembered = 100
const patience_ms = 10_000
const script = fileURLToPath(new URL('process.ts', import.meta.url))

interface Entry {
  job: Job
  readonly request: JobRequest
  readonly watchers: Set<(job: Job) => void>
  child?: ChildProcess
  cancelling?: NodeJS.Timeout
}

/** `log` hears what made a job fail, in words for an engineer. */
export interface JobsOptions {
  readonly data_dir: string
  readonly log?: (cause: string, job: Job) => void
}

/** The jobs of one server on one data folder, each run in a process of its own, one after the other. */
export function createJobs(options: JobsOptions): Jobs {
  return new Queue(options)
}

class Queue implements Jobs {
  readonly #options: JobsOptions
  readonly #entries = new Map<string, Entry>()
  readonly #waiting: Entry[] = []
  readonly #published: (() => Promise<void>)[] = []
  #running: Entry | null = null
  #closed = false
  #idle: (() => void) | null = null

  constructor(options: JobsOptions) {
    this.#options = options
  }

  start(request: JobRequest): Job {
    const entry: Entry = { job: newJob(request), request, watchers: new Set() }
    this.#entries.set(entry.job.id, entry)
    this.#waiting.push(entry)
    this.#forgetOldest()
    this.#next()
    return entry.job
  }

  get(id: string): Job | null {
    return this.#entries.get(id)?.job ?? null
  }

  list(): Job[] {
    return [...this.#entries.values()].map(({ job }) => job)
  }

  cancel(id: string): boolean {
    const entry = this.#entries.get(id)
    if (!entry || entry.job.finished_at || entry.job.stage === 'publishing') return false
    const waiting = this.#waiting.indexOf(entry)
    if (waiting >= 0) {
      this.#waiting.splice(waiting, 1)
      this.#end(entry, { state: 'cancelled' })
    } else this.#stop(entry)
    return true
  }

  watch(id: string, listener: (job: Job) => void): () => void {
    const entry = this.#entries.get(id)
    if (!entry) return () => {}
    entry.watchers.add(listener)
    listener(entry.job)
    return () => entry.watchers.delete(listener)
  }

  onPublished(listener: () => Promise<void>): void {
    this.#published.push(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { job } of this.#waiting.slice()) this.cancel(job.id)
    if (!this.#running) return
    const idle = new Promise<void>((resolve) => (this.#idle = resolve))
    if (this.#running.job.stage !== 'publishing') this.#stop(this.#running)
    await idle
  }

  #next(): void {
    if (this.#running || this.#closed) return
    const entry = this.#waiting.shift()
    if (!entry) return
    this.#running = entry
    this.#change(entry, { state: 'running' })
    const child = fork(script, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    entry.child = child
    const meter = progressMeter()
    let last: FromProcess = {
      type: 'failed',
      error: { code: 'load_died', params: {} },
      cause: 'it sent nothing',
    }
    child.on('message', (message: FromProcess) => {
      if (message.type === 'progress') this.#change(entry, meter(message.progress))
      else last = message
    })
    child.once('error', (error) => this.#options.log?.(String(error), entry.job))
    child.once('close', () => void this.#ended(entry, last))
    this.#send(child, { type: 'start', data_dir: this.#options.data_dir, request: entry.request })
  }

  async #ended(entry: Entry, last: FromProcess): Promise<void> {
    clearTimeout(entry.cancelling)
    await Promise.allSettled(this.#published.map((listener) => listener()))
    this.#running = null
    if (last.type === 'done') this.#end(entry, { state: 'done', result: last.result })
    else if (last.type === 'cancelled' || entry.cancelling) this.#end(entry, { state: 'cancelled' })
    else if (last.type === 'failed') {
      this.#options.log?.(last.cause, entry.job)
      this.#end(entry, { state: 'failed', error: last.error })
    }
    this.#idle?.()
    this.#next()
  }

  /** A process that does not stop by itself is killed; what it leaves is removed by the next job. */
  #stop(entry: Entry): void {
    if (entry.cancelling || !entry.child) return
    this.#send(entry.child, { type: 'cancel' })
    entry.cancelling = setTimeout(() => entry.child?.kill('SIGKILL'), patience_ms)
  }

  #send(child: ChildProcess, message: ToProcess): void {
    if (child.connected) child.send(message, () => {})
  }

  #end(entry: Entry, outcome: Partial<Job>): void {
    this.#change(entry, { ...outcome, finished_at: new Date().toISOString(), remaining_seconds: null })
    entry.watchers.clear()
  }

  #change(entry: Entry, changes: Partial<Job>): void {
    entry.job = { ...entry.job, ...changes }
    for (const watcher of entry.watchers) watcher(entry.job)
  }

  #forgetOldest(): void {
    const ended = [...this.#entries.values()].filter(({ job }) => job.finished_at)
    for (const { job } of ended.slice(0, Math.max(0, ended.length - remembered))) this.#entries.delete(job.id)
  }
}

function newJob({ kind }: JobRequest): Job {
  return {
    id: randomUUID(),
    kind,
    state: 'queued',
    stage: 'waiting',
    part: null,
    rows: 0,
    total: null,
    rows_per_second: null,
    remaining_seconds: null,
    started_at: new Date().toISOString(),
    finished_at: null,
  }
}
