import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, projectEnvironment, runQuietly } from './install.mjs'

const stamp = 'build/.sources'
const sources = ['web', 'queries', 'svelte.config.js', 'vite.config.ts', 'package-lock.json']
/** What a build writes among the sources. */
const generated = /^web\/(lib\/paraglide\/|project\.inlang\/(?!settings\.json))/

/** Builds the pages unless those in `build/` already come from the same sources. */
export function buildPagesOnce() {
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  process.stderr.write('Building the pages …\n')
  const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error']
  runQuietly(pinnedNode, args, 'The pages could not be built.', projectEnvironment())
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
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !generated.test(file))
}
