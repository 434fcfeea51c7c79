import { DelimitedScanner, type ScanOptions } from '../../../server/load/read/delimited-scanner.ts'
import { parseRecords } from '../../../server/load/read/normalised.ts'

/** Everything a scanner finds in a text that comes in blocks of the given sizes, over and over. */
export function scan(
  text: string | Buffer,
  options: Partial<ScanOptions> = {},
  sizes: readonly number[] = [1 << 20],
) {
  const rows: { line: number; cells: (string | null)[] }[] = []
  const rejects: { line: number; code: string }[] = []
  const scanner = new DelimitedScanner(
    { delimiter: ',', quote: '"', columns: null, skip: 0, ...options },
    {
      records: (bytes) => void rows.push(...parseRecords(bytes)),
      reject: (line, code) => void rejects.push({ line, code }),
      lineBreak: () => {},
    },
  )
  const bytes = Buffer.from(text)
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!
    scanner.push(bytes.subarray(at, at + size))
    at += size
  }
  scanner.end()
  return { rows, rejects, count: scanner.rows, blank: scanner.blank, suspicious: scanner.suspicious_lines }
}
