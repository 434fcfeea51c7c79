import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { metrics } from '../queries/index.ts'
import { openAnalystPool } from './analysis/analyst-pool.ts'
import type { Analyst } from './analysis/analysing-engine.ts'
import { withStatistics } from './analysis/analysing-engine.ts'
import { Answering } from './answering/answering.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { withDecided } from './decided.ts'
import { CurrentEngine } from './engine/current-engine.ts'
import { questionOf } from './engine/question.ts'
import { ProductError } from './errors.ts'
import { readModel } from './load/build-model.ts'
import { createJobs } from './load/job-queue.ts'
import type { Jobs } from './load/job.ts'
import { makeWorkDir } from './load/process-work.ts'
import { recover } from './load/recover.ts'
import { currentSnapshot } from './state/ledger.ts'
import type { Snapshot } from './state/ledger.ts'
import { readSettings } from './state/settings.ts'
import { waitBriefly } from './state/state.ts'
import type { State } from './state/state.ts'
import { watchTroubles } from './troubles.ts'
import type { Troubles } from './troubles.ts'
import { Uploads } from './uploads/uploads.ts'
import { version } from './version.ts'

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4600` */
  readonly address: string
  /** Lets running answers and a load that is publishing finish, and stops. */
  close(): Promise<void>
}

const pages = fileURLToPath(new URL('../build', import.meta.url))
const look_every_ms = 1_000
const clean_every_ms = 60 * 60 * 1_000
const clock = () => new Date()

/**
 * Repairs the data folder, opens the newest snapshot and serves it. New snapshots are taken over as they are
 * published, by this server's jobs or by another process. When there is none that fits, one is built while the
 * pages already answer. Throws `port_taken`.
 */
export async function startServer(config: Config, logger: FastifyBaseLogger): Promise<RunningServer> {
  const model = readModel()
  const recovery = await recover(config.data_dir, model)
  for (const found of recovery.found) logger.warn(found, 'found at start')
  const { state } = recovery
  waitBriefly(state)
  const jobs = createJobs({
    data_dir: config.data_dir,
    log: (cause, { id, kind }) => logger.error({ cause, job: id, kind }, 'a job failed'),
  })
  const spill = makeWorkDir(state.dir)
  const troubles = watchTroubles(state, clock)
  const current = new CurrentEngine({
    memory: config.query_memory,
    spill,
    on_broken: (cause) => rebuild({ jobs, logger, troubles }, cause),
  })
  if (recovery.snapshot) await current.turnTo(recovery.snapshot)
  if (recovery.rebuild) jobs.start({ kind: 'rebuild' })
  const uploads = new Uploads(state.dir.uploads)
  const unusable = recovery.rebuild ? (currentSnapshot(state)?.seq ?? 0) : 0
  const fits = ({ seq, build }: Snapshot) => seq > unusable && build.model_version === model.version
  const stopFollowing = follow({ state, jobs, current, logger, fits })
  const stopCleaning = repeatedly(clean_every_ms, logger, () => uploads.discardOld(new Date()))
  const pool = openAnalystPool()
  const app = await assemble({ state, jobs, current, uploads, logger, troubles, analyst: pool.analyst })
  const close = async () => {
    stopFollowing()
    stopCleaning()
    await app.close()
    await jobs.close()
    await pool.close()
    await current.close()
    rmSync(spill, { recursive: true, force: true })
    state.close()
  }
  try {
    return { address: await listen(app, config), close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Parts {
  readonly state: State
  readonly jobs: Jobs
  readonly current: CurrentEngine
  readonly uploads: Uploads
  readonly analyst: Analyst
  readonly logger: FastifyBaseLogger
  readonly troubles: Troubles
}

function assemble({
  state,
  jobs,
  current,
  uploads,
  analyst,
  logger,
  troubles,
}: Parts): Promise<FastifyInstance> {
  const engine = () => {
    if (current.engine) return current.engine
    const loading = jobs.list().some(({ finished_at }) => finished_at === null)
    throw new ProductError(loading ? 'preparing' : 'nothing_loaded')
  }
  return buildApp({
    metrics,
    answering: new Answering(() => withStatistics(engine(), analyst)),
    questionOf: (metric, values) => questionOf(metric, withDecided(state, metric, values)),
    dataVersion: () => current.snapshot?.data_version ?? null,
    origin: () => ({ ...engine().snapshot, chain_name: readSettings(state).chain_name }),
    state,
    jobs,
    uploads,
    clock,
    troubles,
    pages,
    version,
    logger,
  })
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException
    if (!reason) throw error
    throw reason === 'EADDRINUSE'
      ? new ProductError('port_taken', { port })
      : new ProductError('cannot_listen', { host, port, reason }, { cause: error })
  }
  const { port: bound } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`
}

type Following = Omit<Parts, 'uploads' | 'analyst' | 'troubles'> & {
  readonly fits: (snapshot: Snapshot) => boolean
}

/** Takes over each fitting snapshot that is published; what cannot be opened is tried again and said once. */
function follow({ state, jobs, current, logger, fits }: Following): () => void {
  let failed = 0
  const look = async () => {
    const snapshot = currentSnapshot(state)
    if (!snapshot || !fits(snapshot)) return
    try {
      await current.turnTo(snapshot)
    } catch (err) {
      if (failed !== snapshot.seq)
        logger.error({ err, data_version: snapshot.data_version }, 'a snapshot cannot be opened')
      failed = snapshot.seq
    }
  }
  jobs.onPublished(look)
  return repeatedly(look_every_ms, logger, look)
}

function rebuild(
  { jobs, logger, troubles }: Pick<Parts, 'jobs' | 'logger' | 'troubles'>,
  cause: unknown,
): void {
  const [trouble] = troubles()
  if (trouble) return logger.error({ err: cause, trouble: trouble.code }, 'the snapshot is damaged')
  logger.error({ err: cause }, 'the snapshot is damaged and is built again')
  if (!jobs.list().some(({ kind, finished_at }) => kind === 'rebuild' && finished_at === null))
    jobs.start({ kind: 'rebuild' })
}

/** A round that fails is logged; the next one tries again. */
function repeatedly(every_ms: number, logger: FastifyBaseLogger, work: () => Promise<void>): () => void {
  const round = () => work().catch((err: unknown) => logger.error({ err }, 'work in the background failed'))
  const timer = setInterval(() => void round(), every_ms)
  return () => clearInterval(timer)
}
