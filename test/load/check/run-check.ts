import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { checkPlan } from '../../../server/load/check/check-plan.ts'
import type { CheckOptions } from '../../../server/load/check/check-options.ts'
import type { CheckReport } from '../../../queries/loading/report.ts'
import { suggestPlan } from '../../../server/load/map/suggest-plan.ts'
import type { Plan, SourceOptions } from '../../../queries/loading/plan.ts'
import { detectFile } from '../../../server/load/read/detect-file.ts'

/** What a check left behind. */
export interface Checked {
  readonly report: CheckReport
  readonly rejects: string | null
  /** Rows of a file in the work folder (`accepted/purchases`, …), each value as text. */
  readonly rows: (file: string, order?: string) => Promise<Record<string, string | null>[]>
}

/** A plan from the files alone, as a first load makes it; nothing is too much to reject. */
export async function planOf(
  paths: readonly string[],
  time_zone: string,
  options: SourceOptions = {},
): Promise<Plan> {
  const detections = await Promise.all(paths.map((path) => detectFile(path, options)))
  return { ...suggestPlan(detections, { time_zone }).plan, max_reject_share: 1 }
}

/** Checks a plan in a folder of its own, which `use` may look at and which is gone afterwards. */
export async function checking<T>(
  plan: Plan,
  use: (checked: Checked) => Promise<T> | T,
  options: Partial<CheckOptions> = {},
): Promise<T> {
  const work_dir = await mkdtemp(join(tmpdir(), 'check-'))
  try {
    const report = await checkPlan(plan, {
      work_dir,
      connection_options: { threads: '1', memory_limit: '500MB' },
      locale: 'en',
      ...options,
    })
    const rejects = await readFile(join(work_dir, 'rejects.csv'), 'utf8').catch(() => null)
    const rows = (file: string, order = 'all') => readRows(join(work_dir, `${file}.parquet`), order)
    return await use({ report, rejects, rows })
  } finally {
    await rm(work_dir, { recursive: true, force: true })
  }
}

async function readRows(path: string, order: string): Promise<Record<string, string | null>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(
      `select columns(*)::varchar from read_parquet('${path}') order by ${order}`,
    )
    return reader.getRowObjectsJS() as Record<string, string | null>[]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
