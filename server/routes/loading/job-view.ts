import type { JobView } from '../../../queries/loading/job.ts'
import type { Locale } from '../../../queries/metric.ts'
import { errorText } from '../../errors.ts'
import type { CheckReport } from '../../../queries/loading/report.ts'
import { reasonText } from '../../load/check/reasons.ts'
import type { Job } from '../../load/job.ts'

/** A job as a client sees it: its error and all findings of its check in words of the reader's language. */
export function jobView({ error, result, ...job }: Job, locale: Locale): JobView {
  return {
    ...job,
    ...(result && { result: { ...result, check: result.check && inWords(result.check, locale) } }),
    ...(error && { error: { code: error.code, message: errorText(error.code, error.params, locale) } }),
  }
}

function inWords(report: CheckReport, locale: Locale) {
  const say = sayer(locale)
  return {
    ...report,
    sources: report.sources.map((source) => ({
      ...source,
      reasons: source.reasons.map(say),
      warnings: source.warnings.map(say),
    })),
    tables: report.tables.map((table) => ({
      ...table,
      reasons: table.reasons.map(say),
      findings: table.findings.map(say),
      notes: table.notes.map(say),
    })),
  }
}

interface Coded {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Adds `text`, what a code means in the reader's language. */
export function sayer(locale: Locale) {
  return <T extends Coded>(coded: T) => ({ ...coded, text: reasonText(coded.code, locale, coded.params) })
}
