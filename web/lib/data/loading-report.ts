import type { CheckReport, Finding } from '../../../queries/loading/report.ts'
import type { TableName } from '../../../queries/tables.ts'

/** Where every row went; `adds_up` is false when the four do not make up the rows that came in. */
export interface Equation {
  readonly rows_in: number
  readonly accepted: number
  readonly unchanged: number
  readonly rejected: number
  readonly duplicates: number
  readonly adds_up: boolean
}

type Counts = Omit<Equation, 'adds_up'>

/** The equation of one table, or of all of them: a row that fills two tables counts in both. */
export function equation(tables: readonly Counts[]): Equation {
  const sum = (name: keyof Counts) => tables.reduce((total, table) => total + table[name], 0)
  const rows_in = sum('rows_in')
  const [accepted, unchanged, rejected, duplicates] = [
    sum('accepted'),
    sum('unchanged'),
    sum('rejected'),
    sum('duplicates'),
  ]
  const adds_up = rows_in === accepted + unchanged + rejected + duplicates
  return { rows_in, accepted, unchanged, rejected, duplicates, adds_up }
}

/** A finding with the table it was made in; null for rows of a file that could not be read at all. */
export interface Placed {
  readonly place: TableName | string
  readonly finding: Finding
}

/** All reasons for rejects: unreadable rows by file, then by table, the most frequent first. */
export function rejectReasons(report: CheckReport): readonly Placed[] {
  const unreadable = report.sources.flatMap((source) => placed(source.file, source.reasons))
  const refused = report.tables.flatMap((table) => placed(table.table, table.reasons))
  return byRows([...unreadable, ...refused])
}

/** All findings about rows that were kept, the most frequent first. */
export function softFindings(report: CheckReport): readonly Placed[] {
  return byRows(report.tables.flatMap((table) => placed(table.table, table.findings)))
}

const placed = (place: string, findings: readonly Finding[]): Placed[] =>
  findings.map((finding) => ({ place, finding }))

const byRows = (list: readonly Placed[]) => list.toSorted((a, b) => b.finding.rows - a.finding.rows)

export type LoadOutlook = 'load' | 'no_rows' | 'nothing_new' | 'nothing_accepted' | 'ask' | 'answer'

/** What a dry run leads to: a load, nothing to do, or a question first. */
export function outlook(report: CheckReport): LoadOutlook {
  if (report.verdict === 'needs_answer') return 'answer'
  const { rows_in, accepted, unchanged } = equation(report.tables)
  if (rows_in === 0) return 'no_rows'
  if (accepted === 0) return unchanged > 0 ? 'nothing_new' : 'nothing_accepted'
  return report.verdict === 'too_many_rejects' ? 'ask' : 'load'
}
