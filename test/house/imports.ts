import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

export interface Import {
  /** The file that imports, from the project's root. */
  readonly from: string
  /** A file from the project's root, or the name of a package or a `node:` module. */
  readonly to: string
}

const root = join(import.meta.dirname, '..', '..')
const specifiers = /(?:from\s+|import\s+|import\(\s*|require\(\s*)['"]([^'"]+)['"]/g

/** Every import of the sources below the given folders, as text tells them. */
export function importsBelow(...folders: string[]): Import[] {
  return folders.flatMap((folder) => sourceFiles(folder).flatMap((file) => importsOf(file, read(file))))
}

/** The imports that one file's text makes; relative ones are resolved against it. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(specifiers)].map(([, specifier = '']) => ({
    from: file,
    to: resolve(file, specifier),
  }))
}

/** The text of a file named from the project's root. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** The TypeScript and Svelte files below a folder, from the project's root; generated ones left out. */
export function sourceFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('paraglide'))
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('$lib')) return specifier.replace('$lib', 'web/lib')
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier
}
