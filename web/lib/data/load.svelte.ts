import { goto } from '$app/navigation'
import { ApiError } from '../api.ts'
import { view } from '../view.svelte.ts'
import { awaitData } from './await-data.ts'
import { followJob, isOver, type Connection } from './follow-job.ts'
import { jobSource } from './job-source.ts'
import { loading } from './loading-api.ts'
import type { JobView } from '../../../queries/loading/job.ts'
import type { Plan, Question, Upload } from '../../../queries/loading/plan.ts'
import { withoutBlanks } from './plan.ts'
import { mappingOf } from './saved-mapping.ts'
import { sendFiles } from './send-files.ts'

const keep_after_ms = 1_500

export type LoadStep =
  'choose' | 'sending' | 'opening' | 'columns' | 'checking' | 'report' | 'loading' | 'done'

/**
 * One load from dropped files to a batch. The address holds the upload and the job, so that a reload finds its way
 * back; everything else is what the server says about them.
 */
export class Load {
  upload = $state.raw<Upload | null>(null)
  plan = $state.raw<Plan | null>(null)
  job = $state.raw<JobView | null>(null)
  /** What only the user can decide: asked with the columns, or by a dry run that saw every value. */
  questions = $state.raw<readonly Question[]>([])
  connection = $state<Connection>('live')
  error = $state.raw<ApiError | null>(null)
  /** The server no longer knows the job, because it was started anew. */
  lost_job = $state(false)
  /** Share of the files that has left the browser; null when nothing is being sent. */
  sent = $state<number | null>(null)
  /** A request that must not be repeated is under way. */
  busy = $state(false)
  #opening = $state(false)
  /** The job whose states are followed, also before the first of them is known. */
  #followed = $state<string | null>(null)
  #keeping: ReturnType<typeof setTimeout> | undefined
  #sending: AbortController | null = null
  #stop = () => {}
  #shown: { upload: string | null; job: string | null } = { upload: null, job: null }

  step = $derived.by<LoadStep>(() => {
    if (this.sent !== null) return 'sending'
    if (this.#opening || (this.#followed !== null && this.job === null)) return 'opening'
    const step = this.job ? stepOf(this.job) : 'columns'
    const readable = (this.upload?.detections.length ?? 0) > 0
    return readable || step === 'loading' || step === 'done' ? step : 'choose'
  })

  /** Shows what the address names: an upload, and a job about it. */
  async show(upload: string | null, job: string | null) {
    const before = this.#shown
    this.#shown = { upload, job }
    if (job !== before.job) this.#follow(job)
    if (upload !== before.upload) await this.#open(upload, job)
  }

  /** Opens an upload; the files of one that was loaded are gone, and nobody needs them. */
  async #open(id: string | null, job_id: string | null) {
    this.upload = this.plan = null
    this.error = null
    if (id === null) return
    this.#opening = true
    await this.#told(async () => {
      const job = job_id === null ? null : await loading.job(job_id)
      if (job === null || stepOf(job) !== 'done') this.#take(await loading.upload(id))
    })
    this.#opening = false
  }

  #take(upload: Upload) {
    this.upload = upload
    this.plan = upload.plan
    this.questions = upload.questions
  }

  #follow(id: string | null) {
    this.#stop()
    this.#followed = id
    this.job = null
    this.connection = 'live'
    if (id === null) return
    this.lost_job = false
    this.#stop = followJob(
      id,
      {
        job: (job) => void this.#see(job),
        connection: (connection) => (this.connection = connection),
        gone: () => {
          this.lost_job = true
          void this.#go({ job: null })
        },
      },
      jobSource,
    )
  }

  /** Takes a state of the job; the last one is asked for once more, because events do not know the reader's language. */
  async #see(job: JobView) {
    if (!isOver(job)) {
      this.job = job
      return
    }
    this.job = (await loading.job(job.id).catch(() => null)) ?? job
    const asked = this.job.result?.check?.questions ?? []
    if (asked.length > 0) this.questions = [...this.questions, ...asked]
    if (job.result?.data_version) void awaitData(job.result.data_version)
  }

  /** Uploads files and goes on to their columns. */
  async send(files: readonly File[]) {
    if (this.busy || files.length === 0) return
    this.#sending = new AbortController()
    const { signal } = this.#sending
    this.sent = 0
    await this.#try(async () => {
      const { upload_id } = await sendFiles(files, (share) => (this.sent = share), signal)
      await this.#go({ upload: upload_id, job: null })
    })
    this.sent = null
  }

  cancelSending = () => this.#sending?.abort()

  /** Changes the plan, and has the server keep it once nothing has changed for a moment. */
  edit(plan: Plan) {
    this.plan = plan
    clearTimeout(this.#keeping)
    this.#keeping = setTimeout(
      () => void loading.replan(this.#id, withoutBlanks(plan)).catch(() => {}),
      keep_after_ms,
    )
  }

  /** Has the files read again with the plan's options. */
  reread = (plan: Plan) =>
    this.#try(async () => {
      clearTimeout(this.#keeping)
      this.plan = plan
      this.#take(await loading.replan(this.#id, withoutBlanks(plan)))
    })

  /** Starts the dry run. */
  check = () =>
    this.#try(async () => {
      clearTimeout(this.#keeping)
      const { job_id } = await loading.check(this.#id, withoutBlanks(this.plan as Plan))
      await this.#go({ job: job_id })
    })

  /**
   * Starts the load. `accept_rejects`: also when more rows are rejected than the plan allows.
   * `keep_as`: keeps the mapping under this name for the next files with the same headers.
   */
  commit = (accept_rejects: boolean, keep_as: string | null) =>
    this.#try(async () => {
      const plan = withoutBlanks(this.plan as Plan)
      if (keep_as) await loading.keep(await mappingOf(keep_as, plan, this.upload?.detections ?? []))
      const { job_id } = await loading.commit(this.#id, plan, accept_rejects)
      await this.#go({ job: job_id })
    })

  /** Stops the job; the next state says whether it was in time. */
  cancel = () => this.#try(async () => void (await loading.cancel(this.#shown.job ?? '')))

  /** Back from the report to the columns. */
  revise = () => this.#go({ job: null })

  /** Throws the uploaded files away. */
  discard = () =>
    this.#try(async () => {
      await loading.discard(this.#id)
      await goto(view.href('/data', { own: {} }))
    })

  /** Forgets what was shown when the page is left: a job goes on in the server, files on their way are taken back. */
  leave() {
    this.cancelSending()
    this.#stop()
    this.error = null
    this.#shown = { upload: null, job: null }
    this.upload = this.plan = this.job = this.#followed = null
    this.lost_job = false
  }

  get #id(): string {
    return this.#shown.upload ?? ''
  }

  /** Does one thing at a time: a second click while the first is under way does nothing. */
  async #try(action: () => Promise<void>) {
    if (this.busy) return
    this.busy = true
    await this.#told(action)
    this.busy = false
  }

  /** Keeps an error that the server told, for the page to show. */
  async #told(action: () => Promise<void>) {
    this.error = null
    await action().catch((error: unknown) => {
      if (error instanceof ApiError) this.error = error
      else if (!this.#sending?.signal.aborted) throw error
    })
  }

  #go(own: { upload?: string; job: string | null }) {
    return goto(view.href('/data/load', { own: { upload: this.#shown.upload, ...own } }), { noScroll: false })
  }
}

function stepOf(job: JobView): LoadStep {
  if (job.state === 'cancelled' || job.state === 'failed') return 'columns'
  if (job.kind === 'commit') {
    if (!isOver(job)) return 'loading'
    return job.result?.outcome === 'stopped' ? 'report' : 'done'
  }
  return isOver(job) ? 'report' : 'checking'
}

/** The one load this page is about; files dropped on another page travel with it. */
export const load = new Load()
