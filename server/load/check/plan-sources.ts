import { ProductError } from '../../errors.ts'
import { normaliseName } from '../map/normalise-name.ts'
import { detectFile } from '../read/detect-file.ts'
import type { Unreadable } from '../read/chunk-writer.ts'
import { stageFile, type StagedFile } from '../read/stage-file.ts'
import { identifier, type WorkDatabase } from '../read/work-database.ts'
import type { Source, Warning } from '../../../queries/loading/plan.ts'
import { veiled } from './veil.ts'

/** A source whose files DuckDB can read as one relation. */
export interface StagedSource {
  readonly source: Source
  readonly files: readonly StagedFile[]
  /** Place of the first file among all files of the plan; the others follow. */
  readonly first: number
  /** Names of all columns of all files, in the order of the first file. */
  readonly columns: readonly string[]
  /** Those of them that are numeric, and of one type, in every file that has them. */
  readonly numeric: ReadonlySet<string>
  /** A relation with `_source`, `_line` and the columns as text under `c0`, `c1` …; of numeric ones also the numbers, under `n0` …. */
  readonly text: string
  /** A relation with `_source`, `_line` and the columns under their own names, typed where the format has types. */
  readonly typed: string
  readonly rows: number
  readonly unreadable: number
  /** Warnings for each file about columns that the others have or have not. */
  readonly warnings: readonly (readonly Warning[])[]
}

/** Where sources are staged, and who hears of unreadable rows and of progress. */
export interface StageContext {
  readonly database: WorkDatabase
  readonly dir: string
  readonly unreadable: (file: number, found: Unreadable) => void
  /** Whether whole rows of a source with these columns may tell of a person; then they are shown veiled. */
  readonly personal: (source: string, columns: readonly string[]) => boolean
  readonly progress: (file: string, rows: number, total: number) => void
  readonly signal: AbortSignal | undefined
}

/** Reads every file of every source, one after the other. */
export async function stageSources(
  sources: readonly Source[],
  context: StageContext,
): Promise<StagedSource[]> {
  const staged: StagedSource[] = []
  let first = 0
  for (const source of sources) {
    if (source.paths.length === 0)
      throw new ProductError('bad_plan', { problem: `source ${source.name} has no file` })
    staged.push(await stageSource(source, first, context))
    first += source.paths.length
  }
  return staged
}

async function stageSource(source: Source, first: number, context: StageContext): Promise<StagedSource> {
  const { database, dir, signal } = context
  const files: StagedFile[] = []
  for (const [index, path] of source.paths.entries()) {
    const detection = await detectFile(path, source.options)
    const names = detection.columns.map(({ name }) => name)
    const shown = context.personal(source.name, names) ? veiled : (text: string) => text
    const staged = await stageFile(detection, {
      database,
      dir,
      signal,
      name: `file-${first + index}`,
      unreadable: (found) => context.unreadable(first + index, { ...found, value: shown(found.value) }),
      progress: (rows) => context.progress(detection.file, rows, detection.rows_estimate),
    })
    files.push(staged)
  }
  const columns = unionOf(files.map((file) => file.columns))
  const numeric = new Set(columns.filter((name) => isNumericIn(files, name)))
  return {
    source,
    files,
    first,
    columns,
    numeric,
    text: union(
      files,
      first,
      columns,
      (file) => file.text,
      (name, at, place) => [
        `${column('c', at)} as c${place}`,
        ...(numeric.has(name) ? [`${column('n', at)} as n${place}`] : []),
      ],
    ),
    typed: union(
      files,
      first,
      columns,
      (file) => file.typed,
      (name, at) => [`${column('c', at)} as ${identifier(name)}`],
    ),
    rows: files.reduce((sum, file) => sum + file.rows_read, 0),
    unreadable: files.reduce((sum, file) => sum + file.rejected, 0),
    warnings: files.map((file) => [...columnWarnings(file, files), ...quoteWarning(file)]),
  }
}

function union(
  files: readonly StagedFile[],
  first: number,
  columns: readonly string[],
  relation: (file: StagedFile) => string,
  selected: (name: string, at: number, place: number) => string[],
): string {
  const selects = files.map((file, index) => {
    const values = columns.flatMap((name, place) => selected(name, placeOf(name, file.columns), place))
    return `select cast(${first + index} as smallint) as _source, _line, ${values.join(', ')} from ${relation(file)}`
  })
  return `(${selects.join(' union all ')})`
}

const column = (letter: 'c' | 'n', at: number) => (at === -1 ? 'null' : `${letter}${at}`)

/** Names of all columns, as the first file that has a column writes it. */
function unionOf(lists: readonly (readonly string[])[]): string[] {
  const union: string[] = []
  for (const names of lists) union.push(...names.filter((name) => placeOf(name, union) === -1))
  return union
}

/** Files spell the same header in different ways: `Order ID`, `order_id`. */
function placeOf(name: string, names: readonly string[]): number {
  const exact = names.indexOf(name)
  return exact === -1 ? names.findIndex((other) => normaliseName(other) === normaliseName(name)) : exact
}

function isNumericIn(files: readonly StagedFile[], name: string): boolean {
  const types = files.flatMap(({ columns, numeric }) => {
    const place = placeOf(name, columns)
    return place === -1 ? [] : [numeric.get(columns[place]!)]
  })
  return types.every((type) => type !== undefined && type === types[0])
}

function columnWarnings(file: StagedFile, files: readonly StagedFile[]): Warning[] {
  const others = files.filter((other) => other !== file)
  const missing = unionOf(others.map(({ columns }) => columns)).filter(
    (name) => placeOf(name, file.columns) === -1,
  )
  const extra = file.columns.filter(
    (name) => others.length > 0 && others.every(({ columns }) => placeOf(name, columns) === -1),
  )
  return [
    ...(missing.length > 0 ? [{ code: 'columns_missing', params: { names: missing.join(', ') } }] : []),
    ...(extra.length > 0 ? [{ code: 'columns_extra', params: { names: extra.join(', ') } }] : []),
  ]
}

function quoteWarning({ suspicious_lines }: StagedFile): Warning[] {
  if (suspicious_lines.length === 0) return []
  return [{ code: 'rows_inside_quotes', params: { lines: suspicious_lines.join(', ') } }]
}
