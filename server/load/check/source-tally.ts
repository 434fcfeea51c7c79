import type { Unreadable } from '../read/chunk-writer.ts'
import type { StagedSource } from './plan-sources.ts'
import type { Finding, Sample, SourceReport } from '../../../queries/loading/report.ts'

const shown = 10

/** Counts the rows of one file that could not be read, by reason. */
export class UnreadableTally {
  readonly #found = new Map<string, { rows: number; samples: Sample[] }>()

  add(file: string, { code, line, value }: Unreadable): void {
    const entry = this.#found.get(code) ?? { rows: 0, samples: [] }
    entry.rows += 1
    if (entry.samples.length < shown) entry.samples.push({ file, line, column: null, value })
    this.#found.set(code, entry)
  }

  reasons(): Finding[] {
    return [...this.#found].map(([code, { rows, samples }]) => ({
      code,
      field: null,
      params: {},
      rows,
      samples,
    }))
  }
}

/** One report per file, in the order of `_source`. */
export function reportSources(
  staged: readonly StagedSource[],
  tallies: readonly UnreadableTally[],
): SourceReport[] {
  return staged.flatMap(({ source, files, first, warnings }) =>
    files.map((file, index) => ({
      source: source.name,
      file: file.detection.file,
      sha256: file.sha256,
      bytes: file.bytes,
      encoding: file.detection.options.encoding ?? null,
      rows_in: file.rows_in,
      rows_read: file.rows_read,
      rejected: file.rejected,
      reasons: tallies[first + index]!.reasons(),
      warnings: [...file.detection.warnings, ...warnings[index]!],
    })),
  )
}
