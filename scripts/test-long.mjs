import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, projectEnvironment } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const folder = 'test/reliability'
const all = readdirSync(folder).filter((file) => file.endsWith('.test.ts'))
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !all.some((file) => file.startsWith(name)))
if (unknown) {
  process.stderr.write(`No suite of ${folder} begins with ${unknown}.\n`)
  process.exit(1)
}
const files = all.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
installOnce({ everything: true })
buildPagesOnce()

mkdirSync('reports', { recursive: true })
const figures = 'reports/reliability.jsonl'
const outcomes = 'reports/reliability-outcomes.json'
const longest_ms = 3 * 3_600_000
const started = Date.now()
rmSync(figures, { force: true })

/** Runs the suites of a project; returns what became of each that gave an outcome. */
function run(project, workers) {
  rmSync(outcomes, { force: true })
  const args = ['run', '--project', project, '--maxWorkers', workers, '--passWithNoTests']
  const written = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', outcomes]
  const paths = files.map((file) => join(folder, file))
  const env = { ...projectEnvironment(), TEST_TIER: 'long', TEST_FIGURES: figures }
  spawnSync('vitest', [...args, ...written, ...paths], { stdio: 'inherit', env, timeout: longest_ms })
  const found = existsSync(outcomes) ? JSON.parse(readFileSync(outcomes, 'utf8')).testResults : []
  rmSync(outcomes, { force: true })
  return found
}

/** Suites that need the machine come after those that can share it. */
const found = [...run('integration', '2'), ...run('alone', '1')]
const told = existsSync(figures)
  ? readFileSync(figures, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []
rmSync(figures, { force: true })

/** A suite that gave no outcome has failed. */
const suites = files.map((file) => {
  const suite = basename(file, '.test.ts')
  const outcome = found.find(({ name }) => basename(name) === file)
  const count = (...states) =>
    outcome?.assertionResults.filter(({ status }) => states.includes(status)).length ?? 0
  return {
    suite,
    passed: outcome?.status === 'passed',
    minutes: outcome ? Math.round((outcome.endTime - outcome.startTime) / 6_000) / 10 : null,
    tests: { passed: count('passed'), failed: count('failed'), skipped: count('pending', 'skipped') },
    figures: told.filter((one) => one.suite === suite).map(({ suite: _, ...measured }) => measured),
  }
})
const minutes = Math.round((Date.now() - started) / 6_000) / 10
const failed = suites.filter(({ passed }) => !passed)
const report = { passed: failed.length === 0, minutes, node: process.version, suites }
writeFileSync('reports/reliability.json', `${JSON.stringify(report, null, 2)}\n`)

const listed = (values) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
for (const { suite, passed, minutes, tests, figures } of suites) {
  process.stdout.write(
    `\n${suite}: ${passed ? 'passed' : 'FAILED'} in ${minutes} minutes; ${listed(tests)}\n`,
  )
  for (const { what, ...measured } of figures) process.stdout.write(`  ${what}: ${listed(measured)}\n`)
}
process.stdout.write(`\nAll of it in ${minutes} minutes; reports/reliability.json\n`)
if (failed.length > 0) process.stdout.write(`Failed: ${failed.map(({ suite }) => suite).join(', ')}\n`)
process.stdout.write(`${suites.length - failed.length} passed, ${failed.length} failed\n`)
process.exit(failed.length === 0 ? 0 : 1)
