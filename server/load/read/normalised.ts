/**
 * The form in which every reader hands rows to DuckDB: UTF-8; a record is its source line number and its fields, each
 * behind a unit separator, ended by LF; a line break inside a field is written as a record separator. Nothing is
 * quoted, so the file can be cut anywhere at an LF and read in parallel. The three bytes cannot occur in a value:
 * a source record that holds one is rejected.
 */
export const field_separator = 0x1f
export const line_break = 0x1e
export const record_end = 0x0a

/** Longer records are rejected. DuckDB's own limit (2 MiB a line) must stay above it, line number included. */
export const max_record_bytes = 2_000_000

/** Reads normalised records back: for samples. Null is an empty field. */
export function parseRecords(bytes: Buffer): { line: number; cells: (string | null)[] }[] {
  const records = bytes.toString('utf8').split('\n').slice(0, -1)
  return records.map((record) => {
    const [line, ...cells] = record.split('\x1f')
    return {
      line: Number(line),
      cells: cells.map((cell) => (cell === '' ? null : cell.replaceAll('\x1e', '\n'))),
    }
  })
}
