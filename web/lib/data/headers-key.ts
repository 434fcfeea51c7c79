/**
 * Names the set of a source's headers, whatever their order and spelling of case and blanks: 16 hex digits.
 * The server finds a saved mapping by the same key (`server/load/map/headers-key.ts`); a test holds the two together.
 */
export async function headersKey(columns: readonly string[]): Promise<string> {
  const text = JSON.stringify(columns.map(plainName).sort())
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A column's name as names are compared: half-width, lower case, letters and digits only. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
