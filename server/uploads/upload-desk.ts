import { basename } from 'node:path'
import type { Locale } from '../../queries/metric.ts'
import { SingleFlight } from '../answering/single-flight.ts'
import { Slots } from '../answering/slots.ts'
import { ProductError } from '../errors.ts'
import type { JobRequest, Jobs } from '../load/job.ts'
import type { Plan, SourceOptions, TablePlan, Upload } from '../../queries/loading/plan.ts'
import { listMappings } from '../state/mappings.ts'
import { readSettings } from '../state/settings.ts'
import type { State } from '../state/state.ts'
import { lookInto } from './look-into.ts'
import type { Failure, Look } from './looking.ts'
import type { Uploads } from './uploads.ts'

/** What uploads are kept, planned and loaded with. */
export interface UploadDeps {
  readonly uploads: Uploads
  readonly state: State
  readonly jobs: Jobs
}

/** An upload as a client sees it: the files are known by name, never by path. */
export interface UploadView extends Omit<Upload, 'unreadable'> {
  readonly unreadable: readonly { readonly file: string; readonly error: Failure }[]
}

/** What a client may change of a plan: options by source, and all tables. */
export interface PlanChange {
  readonly options: Readonly<Record<string, SourceOptions>>
  readonly tables: readonly TablePlan[]
}

const remembered = 'look'
const looking = { running: 2, waiting: 8, wait_ms: 120_000 }
const by = 'browser'

/** Leads uploaded files from what they seem to be, over the plan a person makes of it, to a check or a load. */
export class UploadDesk {
  readonly #deps: UploadDeps
  readonly #looks = new SingleFlight<UploadView>()
  readonly #slots = new Slots(looking, 'busy_files')
  /** Job that has not ended → the upload it works on. */
  readonly #working = new Map<string, string>()

  constructor(deps: UploadDeps) {
    this.#deps = deps
  }

  /** The upload with its plan as it stands; its files are looked into the first time. */
  look(id: string): Promise<UploadView> {
    return this.#looks.join(id, async () => {
      const known = await this.#deps.uploads.recall<UploadView>(id, remembered)
      return known ?? this.#remember(viewOf(id, await this.#lookInto(id, {})))
    })
  }

  /**
   * Keeps the plan as a person changed it and reads the files again with its options. A source whose columns are no
   * longer the same gets a fresh suggestion. Rejects with why a file can no longer be read with these options.
   */
  async replan(id: string, { options, tables }: PlanChange): Promise<UploadView> {
    const before = await this.look(id)
    const chosen = new Map(Object.entries(options))
    const byName = before.plan.sources.flatMap(({ name, paths }) =>
      paths.map((path) => [path, chosen.get(name) ?? {}]),
    )
    const after = viewOf(id, await this.#lookInto(id, Object.fromEntries(byName)))
    const lost = after.unreadable.find(({ file }) => before.detections.some((one) => one.path === file))
    if (lost) throw new ProductError(lost.error.code, lost.error.params)
    const same = unchangedSources(before, after)
    const kept = tables.filter(({ source }) => same.has(source))
    const fresh = after.plan.tables.filter(({ source }) => !same.has(source))
    return this.#remember({ ...after, plan: { ...after.plan, tables: [...kept, ...fresh] } })
  }

  /** Starts the check of a plan; the rejected rows can be downloaded when it is done. Returns the job's id. */
  async check(id: string, plan: Omit<Plan, 'time_zone'>, locale: Locale): Promise<string> {
    const rejects_to = await this.#deps.uploads.rejectsPath(id)
    return this.#start(id, plan, (full) => ({ kind: 'check', plan: full, rejects_to, locale }))
  }

  /** Starts the load of a plan; when it is done the uploaded files are removed. Returns the job's id. */
  async commit(
    id: string,
    plan: Omit<Plan, 'time_zone'>,
    accept_rejects: boolean,
    locale: Locale,
  ): Promise<string> {
    const job_id = await this.#start(id, plan, (full) => ({
      kind: 'commit',
      plan: full,
      accept_rejects,
      by,
      locale,
    }))
    this.#deps.jobs.watch(job_id, ({ result }) => {
      if (result?.outcome === 'loaded' || result?.outcome === 'already_loaded')
        this.#deps.uploads.discard(id).catch(() => {})
    })
    return job_id
  }

  /** Throws an upload away. Throws `upload_in_use` while a job works on it. */
  async discard(id: string): Promise<void> {
    if ([...this.#working.values()].includes(id)) throw new ProductError('upload_in_use')
    await this.#deps.uploads.discard(id)
  }

  async #start(
    id: string,
    plan: Omit<Plan, 'time_zone'>,
    request: (plan: Plan) => JobRequest,
  ): Promise<string> {
    const view = await this.look(id)
    const { time_zone } = readSettings(this.#deps.state)
    const named = { ...plan, time_zone }
    const paths = await this.#deps.uploads.paths(id)
    await this.#remember({ ...view, plan: named })
    const { id: job_id } = this.#deps.jobs.start(request(withPaths(named, paths)))
    this.#working.set(job_id, id)
    this.#deps.jobs.watch(job_id, ({ finished_at }) => finished_at && this.#working.delete(job_id))
    return job_id
  }

  async #lookInto(id: string, optionsByName: Readonly<Record<string, SourceOptions>>): Promise<Look> {
    const { state, uploads } = this.#deps
    const paths = await uploads.paths(id)
    const options = Object.entries(optionsByName).map(([name, chosen]) => [paths.get(name) ?? name, chosen])
    const { time_zone } = readSettings(state)
    const saved = listMappings(state)
    const request = {
      paths: [...paths.values()],
      options: Object.fromEntries(options),
      saved,
      time_zone,
    }
    return this.#slots.run(() => lookInto(request))
  }

  async #remember(view: UploadView): Promise<UploadView> {
    await this.#deps.uploads.remember(view.upload_id, remembered, view)
    return view
  }
}

function viewOf(upload_id: string, { detections, unreadable, suggestion }: Look): UploadView {
  const { plan, columns, questions } = suggestion
  const sources = plan.sources.map((source) => ({
    ...source,
    paths: source.paths.map((path) => basename(path)),
  }))
  const named = detections.map((detection) => ({ ...detection, path: basename(detection.path) }))
  return {
    upload_id,
    detections: named,
    unreadable: Object.entries(unreadable).map(([path, error]) => ({ file: basename(path), error })),
    plan: { ...plan, sources },
    columns,
    questions,
  }
}

function withPaths(plan: Plan, paths: ReadonlyMap<string, string>): Plan {
  const sources = plan.sources.map((source, index) => {
    const full = source.paths.map((name) => paths.get(name))
    if (full.includes(undefined))
      throw new ProductError('bad_field', { parameter: `plan.sources.${index}.paths` })
    return { ...source, paths: full as string[] }
  })
  return { ...plan, sources }
}

/** Names of the sources that have the same columns in both views. */
function unchangedSources(before: UploadView, after: UploadView): Set<string | undefined> {
  const columns = ({ detections, plan }: UploadView, source: string) => {
    const path = plan.sources.find(({ name }) => name === source)?.paths[0]
    return JSON.stringify(detections.find((one) => one.path === path)?.columns.map(({ name }) => name))
  }
  const names = after.plan.sources.map(({ name }) => name)
  return new Set(names.filter((name) => columns(before, name) === columns(after, name)))
}
