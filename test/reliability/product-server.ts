import { join } from 'node:path'
import { metrics } from '../../queries/index.ts'
import { withStatistics } from '../../server/analysis/analysing-engine.ts'
import { Answering, defaultLimits } from '../../server/answering/answering.ts'
import { buildApp } from '../../server/app.ts'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import { withDecided } from '../../server/decided.ts'
import { questionOf } from '../../server/engine/question.ts'
import type { Jobs } from '../../server/load/job.ts'
import { openState } from '../../server/state/state.ts'
import { Uploads } from '../../server/uploads/uploads.ts'
import { temporaryFolder } from '../engine/small-snapshot.ts'
import { buildSnapshot } from '../queries/chain.ts'
import type { CanonicalRows } from '../queries/chain.ts'

const noJobs: Jobs = {
  start: () => {
    throw new Error('no jobs here')
  },
  get: () => null,
  list: () => [],
  cancel: () => false,
  watch: () => () => {},
  onPublished: () => {},
  close: async () => {},
}

/** The whole server with the product's own metrics over a chain of canonical rows. */
export async function productServer(rows: CanonicalRows) {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'snapshot.duckdb')
  await buildSnapshot(file, rows, 'Asia/Shanghai')
  const engine = await openDuckDb(file)
  const state = openState(join(folder.path, 'data'))
  const app = await buildApp({
    metrics,
    answering: new Answering(() => withStatistics(engine), { ...defaultLimits, cache_bytes: 1 }),
    questionOf: (metric, values) => questionOf(metric, withDecided(state, metric, values)),
    dataVersion: () => engine.data_version,
    origin: () => ({ chain_name: null, ...engine.snapshot }),
    state,
    jobs: noJobs,
    uploads: new Uploads(state.dir.uploads),
    clock: () => new Date('2026-03-31T20:00:00Z'),
    troubles: () => [],
    pages: join(folder.path, 'build'),
    version: '0.0.0',
  })
  const close = async () => {
    await app.close()
    await engine.close()
    state.close()
    await folder.remove()
  }
  return { app, engine, file, close }
}
