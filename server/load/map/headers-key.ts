import { createHash } from 'node:crypto'
import { normaliseName } from './normalise-name.ts'

/** Names the set of a source's headers, whatever their order and spelling of case and blanks: 16 hex digits. */
export function headersKey(columns: readonly string[]): string {
  const names = columns.map(normaliseName).sort()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16)
}
