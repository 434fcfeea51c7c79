/** One message file: a topic in one language. */
export interface MessageFile {
  readonly locale: string
  readonly file: string
  readonly texts: Readonly<Record<string, unknown>>
}
/** Every message file of the product. */
export type Catalogue = readonly MessageFile[]

/**
 * What keeps the catalogue from being complete, one sentence each: a key that a language lacks, a key whose
 * placeholders differ between languages, an empty text, a key that two topics both define. Empty when all is well.
 */
export function messageProblems(catalogue: Catalogue): string[] {
  const locales = [...new Set(catalogue.map((entry) => entry.locale))]
  const files = [...new Set(catalogue.map((entry) => entry.file))]
  const textsOf = (locale: string, file: string) =>
    catalogue.find((entry) => entry.locale === locale && entry.file === file)?.texts ?? {}
  return [
    ...files.flatMap((file) => fileProblems(file, new Map(locales.map((l) => [l, textsOf(l, file)])))),
    ...repeatedKeys(files, (file) => Object.keys(textsOf(locales[0] ?? '', file))),
  ]
}

type Texts = Readonly<Record<string, unknown>>

function fileProblems(file: string, byLocale: ReadonlyMap<string, Texts>): string[] {
  const keys = new Set([...byLocale.values()].flatMap((texts) => Object.keys(texts)))
  return [...keys].filter((key) => key !== '$schema').flatMap((key) => keyProblems(file, key, byLocale))
}

function keyProblems(file: string, key: string, byLocale: ReadonlyMap<string, Texts>): string[] {
  const texts = [...byLocale].map(([locale, all]) => ({ locale, text: all[key] }))
  const missing = texts.filter(({ text }) => text === undefined || text === '')
  if (missing.length > 0) return missing.map(({ locale }) => `${locale}/${file} has no text for "${key}"`)
  const placeholders = new Set(texts.map(({ text }) => placeholdersOf(text)))
  return placeholders.size > 1 ? [`${file}: "${key}" has different placeholders in each language`] : []
}

function placeholdersOf(text: unknown): string {
  const names = JSON.stringify(text).matchAll(/\{(\w+)/g)
  return [...new Set([...names].map(([, name]) => name))].sort().join(' ')
}

function repeatedKeys(files: readonly string[], keysOf: (file: string) => readonly string[]): string[] {
  const home = new Map<string, string>()
  return files.flatMap((file) =>
    keysOf(file).flatMap((key) => {
      const other = home.get(key)
      home.set(key, file)
      return other && key !== '$schema' ? [`"${key}" stands in both ${other} and ${file}`] : []
    }),
  )
}
