import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { tableNames, type TableName } from '../../../queries/tables.ts'
import { ProductError } from '../../errors.ts'
import type { Plan, Question } from '../../../queries/loading/plan.ts'
import { openWorkDatabase, type WorkDatabase } from '../read/work-database.ts'
import type { CheckOptions, Progress } from './check-options.ts'
import { collectRejects } from './collect-rejects.ts'
import { combineTyped } from './combine-typed.ts'
import { compareWithCurrent } from './compare.ts'
import { findOddities, type FindingContext } from './findings.ts'
import { provideIdentityKey } from './identity.ts'
import { createSourceViews, mapTable } from './map-table.ts'
import { stageSources, type StagedSource } from './plan-sources.ts'
import { RejectsFile } from './rejects-file.ts'
import type {
  CheckReport,
  Finding,
  SourceReport,
  TableReport,
  Verdict,
} from '../../../queries/loading/report.ts'
import { settle, type SettledTable } from './settled-table.ts'
import { reportSources, UnreadableTally } from './source-tally.ts'
import { reportTable } from './table-report.ts'
import { typeTable, type TypedTable } from './typed-table.ts'
import { tellsOfPersons } from './veil.ts'
import { writeAccepted } from './write-accepted.ts'

/**
 * Reads, maps and checks everything a plan names, and writes what would be loaded into the work folder (see
 * `CheckOptions.work_dir`). The dry run is this very function: its caller throws the folder away.
 *
 * Throws what reading a file throws, `bad_plan` and `mapping_incomplete` for a plan that does not fit, `rows_lost`
 * when two counts of the same rows differ, and the signal's reason when it is aborted.
 */
export async function checkPlan(plan: Plan, options: CheckOptions): Promise<CheckReport> {
  const started = performance.now()
  const stage = join(options.work_dir, 'stage')
  await mkdir(join(stage, 'spill'), { recursive: true })
  const database = await openWorkDatabase(join(stage, 'spill'), options.connection_options, options.signal)
  try {
    const outcome = await new Check(plan, options, database, stage).run()
    return { ...outcome, seconds: (performance.now() - started) / 1000 }
  } finally {
    database.close()
    await rm(stage, { recursive: true, force: true })
  }
}

type Outcome = Omit<CheckReport, 'seconds'>

class Check {
  readonly #plan: Plan
  readonly #options: CheckOptions
  readonly #database: WorkDatabase
  readonly #stage: string
  readonly #files: readonly string[]
  readonly #tallies: readonly UnreadableTally[]
  readonly #rejects: RejectsFile

  constructor(plan: Plan, options: CheckOptions, database: WorkDatabase, stage: string) {
    this.#plan = plan
    this.#options = options
    this.#database = database
    this.#stage = stage
    this.#files = plan.sources.flatMap(({ paths }) => paths.map((path) => basename(path)))
    this.#tallies = this.#files.map(() => new UnreadableTally())
    this.#rejects = new RejectsFile(join(options.work_dir, 'rejects.csv'), options.locale ?? 'zh-CN')
  }

  async run(): Promise<Outcome> {
    try {
      const staged = await this.#read()
      const sources = reportSources(staged, this.#tallies)
      const typed = await this.#type(staged)
      const questions = typed.flatMap((each) => (Array.isArray(each) ? each : []))
      if (questions.length > 0) return this.#outcome(sources, [], questions)
      const tables = await this.#load(typed as TypedTable[])
      return this.#outcome(sources, tables, [])
    } finally {
      this.#rejects.close()
    }
  }

  #outcome(sources: SourceReport[], tables: TableReport[], questions: Question[]): Outcome {
    const { max_reject_share } = this.#plan
    const shares = [...sources, ...tables].map(({ rows_in, rejected }) =>
      rows_in === 0 ? 0 : rejected / rows_in,
    )
    const reject_share = Math.max(0, ...shares)
    const verdict: Verdict =
      questions.length > 0 ? 'needs_answer' : reject_share > max_reject_share ? 'too_many_rejects' : 'ok'
    return { sources, tables, questions, reject_share, max_reject_share, verdict }
  }

  #read(): Promise<StagedSource[]> {
    return stageSources(this.#plan.sources, {
      database: this.#database,
      dir: this.#stage,
      signal: this.#options.signal,
      progress: (subject, rows, total_rows) => this.#say({ stage: 'reading', subject, rows, total_rows }),
      personal: (source, columns) => tellsOfPersons(this.#plan, source, columns),
      unreadable: (index, found) => {
        const file = this.#files[index]!
        this.#tallies[index]!.add(file, found)
        this.#rejects.add({
          file,
          line: found.line,
          table: null,
          column: null,
          value: found.value,
          code: found.code,
        })
      },
    })
  }

  async #type(staged: readonly StagedSource[]): Promise<(TypedTable | Question[])[]> {
    const { tables } = this.#plan
    if (tables.length === 0) throw new ProductError('nothing_mapped')
    if (tables.some(({ sql }) => sql !== undefined)) await createSourceViews(this.#database, staged)
    const typed: (TypedTable | Question[])[] = []
    for (const [index, table] of tables.entries()) {
      this.#say({ stage: 'mapping', subject: table.table, rows: 0 })
      const mapped = await mapTable(this.#database, this.#plan, index, staged, this.#stage)
      this.#say({ stage: 'checking', subject: table.table, rows: 0, total_rows: mapped.rows })
      typed.push(
        await this.#watch('checking', table.table, mapped.rows, () =>
          typeTable(this.#database, mapped, this.#plan, this.#stage),
        ),
      )
    }
    return typed
  }

  async #load(typed: readonly TypedTable[]): Promise<TableReport[]> {
    const database = this.#database
    await provideIdentityKey(database, this.#options.identity_key)
    await this.#options.attachCurrent?.(database.connection)
    const settled = new Map<TableName, SettledTable>()
    const reasons = new Map<TableName, Finding[]>()
    for (const [table, parts] of Map.groupBy(typed, ({ mapped }) => mapped.table)) {
      for (const part of parts) {
        const found = await collectRejects(database, part, this.#files, this.#rejects)
        reasons.set(table, [...(reasons.get(table) ?? []), ...found])
      }
      settled.set(table, await settle(database, combineTyped(parts)))
    }
    const context: FindingContext = {
      database,
      settled,
      loaded: await this.#loaded(),
      files: this.#files,
      time_zone: this.#plan.time_zone,
    }
    const reports: TableReport[] = []
    for (const [table, each] of settled) reports.push(await this.#finish(each, context, reasons.get(table)!))
    return reports
  }

  async #finish(settled: SettledTable, context: FindingContext, reasons: Finding[]): Promise<TableReport> {
    const { table, rows } = settled.typed.mapped
    this.#say({ stage: 'comparing', subject: table, rows: 0, total_rows: rows })
    const comparison = await this.#watch('comparing', table, rows, () =>
      compareWithCurrent(this.#database, settled),
    )
    const findings = await findOddities(settled, context)
    const accepted = await this.#watch('writing', table, settled.rows, () =>
      writeAccepted(this.#database, settled, comparison, this.#options.work_dir),
    )
    const outcome = { settled, comparison, accepted, reasons, findings }
    return reportTable(this.#database, outcome, this.#plan.time_zone)
  }

  async #loaded(): Promise<ReadonlySet<TableName>> {
    if (this.#options.attachCurrent === undefined) return new Set()
    const loaded = new Set<TableName>()
    for (const table of tableNames) {
      const rows = await this.#database.rows(`select 1 as found from current_${table} limit 1`)
      if (rows.length > 0) loaded.add(table)
    }
    return loaded
  }

  /** DuckDB says how far its statement is; that many rows are done. */
  async #watch<T>(
    stage: Progress['stage'],
    subject: string,
    total_rows: number,
    work: () => Promise<T>,
  ): Promise<T> {
    const say = () => {
      const { percentage } = this.#database.connection.progress
      if (percentage >= 0)
        this.#say({ stage, subject, rows: Math.round((percentage / 100) * total_rows), total_rows })
    }
    const timer = setInterval(say, 250)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }

  #say(progress: Progress): void {
    this.#options.signal?.throwIfAborted()
    this.#options.progress?.(progress)
  }
}
