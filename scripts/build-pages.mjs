import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, projectEnvironment, run } from './install.mjs'

const stamp = 'build/.sources'
const sources = ['web', 'queries', 'svelte.config.js', 'vite.config.ts', 'package-lock.json']
const generated = join('web', 'lib', 'paraglide')

/** Builds the pages unless those in `build/` already come from the same sources. */
export function buildPagesOnce() {
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  process.stderr.write('Building the pages …\n')
  run(
    pinnedNode,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
    'The pages could not be built.',
    projectEnvironment(),
  )
  writeFileSync(stamp, now)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesBelow).sort()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(generated))
    .map((entry) => join(entry.parentPath, entry.name))
}
