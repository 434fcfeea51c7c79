import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, projectEnvironment } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installOnce({ everything: true })
buildPagesOnce()

const steps = [
  ['Format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['Lint', 'eslint', '--max-warnings', '0', '.'],
  ['Types', 'tsc', '-p', 'tsconfig.json'],
  [
    'Types of the pages',
    'svelte-check',
    '--tsconfig',
    'web/tsconfig.json',
    '--output',
    'human',
    '--fail-on-warnings',
  ],
  ['Unit tests', 'vitest', 'run', '--project', 'unit'],
  ['Integration tests', 'vitest', 'run', '--project', 'integration'],
  ['Tests that need the machine', 'vitest', 'run', '--project', 'alone'],
  ['Browser tests', 'vitest', 'run', '--project', 'browser'],
]

let passed = 0
const failed = []
for (const [title, command, ...args] of steps) {
  process.stdout.write(`\n── ${title}\n`)
  const started = Date.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: projectEnvironment() })
  process.stdout.write(
    `   ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  )
  if (status === 0) passed += 1
  else failed.push(title)
}
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`)
process.stdout.write(`\n${passed} passed, ${failed.length} failed\n`)
process.exit(failed.length === 0 ? 0 : 1)
