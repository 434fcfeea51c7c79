const unsafe = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu
const longest = 120

/**
 * A file name that can only be a file in the folder it is put into: no path, no control or direction characters, not
 * hidden, not too long for any file system, and none of the names already taken (compared without case).
 */
export function safeName(name: string, taken: ReadonlySet<string>): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(unsafe, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const [base, extension] = split(clean || 'file')
  const used = new Set([...taken].map((one) => one.toLowerCase()))
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? base + extension : `${base} (${n})${extension}`
    if (!used.has(candidate.toLowerCase())) return candidate
  }
}

/** The extension keeps a compression suffix: `sales.csv.gz`. */
function split(name: string): [base: string, extension: string] {
  const extension = /(\.[a-z0-9]{1,8}){1,2}$/i.exec(name)?.[0] ?? ''
  const base = name.slice(0, name.length - extension.length)
  return [cut(base || 'file', longest - extension.length), extension]
}

/** At most so many bytes of UTF-8, without cutting a character in two. */
function cut(text: string, bytes: number): string {
  let kept = ''
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break
    kept += character
  }
  return kept
}
