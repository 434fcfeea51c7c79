import { glob, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ProductError } from '../../errors.ts'

// A lone `.json` in a folder is more often a note beside the data than data.
const data_file = /\.(csv|tsv|tab|txt|jsonl|ndjson|xlsx|parquet)(\.gz)?$/i
const pattern = /[*?[{]/

/**
 * Files named one by one, in folders (searched below; only files whose name ends like data, no hidden ones) or by
 * patterns, each once, sorted by name within what was given. Throws `file_missing`, and `no_data_files` for a folder or
 * pattern without any.
 */
export async function expandInputs(inputs: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const input of inputs) {
    const files = await expand(input)
    if (files.length === 0) throw new ProductError('no_data_files', { path: input })
    found.push(...files)
  }
  return [...new Set(found)]
}

async function expand(input: string): Promise<string[]> {
  const info = await stat(input).catch(() => null)
  if (info?.isFile()) return [input]
  if (info?.isDirectory()) return filesBelow(input)
  if (!pattern.test(input)) throw new ProductError('file_missing', { path: input })
  const matches = await Array.fromAsync(glob(input))
  const files = await Promise.all(matches.map(async (path) => ((await stat(path)).isFile() ? path : null)))
  return files.filter((path) => path !== null).sort()
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && data_file.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !path
          .slice(folder.length)
          .split(/[\\/]/)
          .some((part) => part.startsWith('.')),
    )
    .sort()
}
