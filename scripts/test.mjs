import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, projectEnvironment } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installOnce({ everything: true })
buildPagesOnce()

const checks = [
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
]
const suites = [
  ['Unit tests', 'vitest', 'run', '--project', 'unit'],
  ['Integration tests', 'vitest', 'run', '--project', 'integration'],
  ['Tests that need the machine', 'vitest', 'run', '--project', 'alone'],
  ['Browser tests', 'vitest', 'run', '--project', 'browser'],
]

const failed = []

/** Runs a step; what it prints is shown at once, or all together when it ends. */
function step([title, command, ...args], at_once) {
  const started = Date.now()
  if (at_once) process.stdout.write(`\n── ${title}\n`)
  return new Promise((resolve) => {
    const stdio = at_once ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, args, { stdio, env: projectEnvironment() })
    const said = []
    for (const output of [child.stdout, child.stderr]) output?.on('data', (part) => said.push(part))
    child.on('error', (error) => said.push(`${error.message}\n`))
    child.on('close', (status) => {
      if (status !== 0) failed.push(title)
      const seconds = Math.round((Date.now() - started) / 1000)
      if (!at_once)
        process.stdout.write(`\n── ${title}\n${Buffer.concat(said.map((part) => Buffer.from(part)))}`)
      process.stdout.write(`   ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
      resolve()
    })
  })
}

await Promise.all(checks.map((check) => step(check, false)))
for (const suite of suites) await step(suite, true)

const passed = checks.length + suites.length - failed.length
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`)
process.stdout.write(`\n${passed} passed, ${failed.length} failed\n`)
process.exit(failed.length === 0 ? 0 : 1)
