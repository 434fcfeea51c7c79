import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, projectEnvironment } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !readdirSync('test/reliability').some((file) => file.startsWith(name)))
if (unknown) {
  process.stderr.write(`No suite of test/reliability begins with ${unknown}.\n`)
  process.exit(1)
}
installOnce({ everything: true })
buildPagesOnce()

mkdirSync('reports', { recursive: true })
const lines = 'reports/reliability.jsonl'
rmSync(lines, { force: true })
const started = Date.now()
const env = { ...projectEnvironment(), TEST_TIER: 'long', TEST_FIGURES: lines }
const files = wanted.length > 0 ? wanted.map((name) => `test/reliability/${name}`) : ['test/reliability']
/** Suites that need the machine come after those that can share it. */
const runs = [
  ['integration', '2'],
  ['alone', '1'],
].map(([project, workers]) => {
  const args = ['run', '--project', project, '--maxWorkers', workers, '--passWithNoTests', ...files]
  return spawnSync('vitest', args, { stdio: 'inherit', env }).status
})
const passed = runs.every((status) => status === 0)

const suites = existsSync(lines)
  ? readFileSync(lines, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : []
rmSync(lines, { force: true })
const minutes = Math.round((Date.now() - started) / 6_000) / 10
const report = { passed, minutes, node: process.version, suites }
writeFileSync('reports/reliability.json', `${JSON.stringify(report, null, 2)}\n`)
for (const { suite, ...figures } of suites)
  process.stdout.write(
    `${suite}: ${Object.entries(figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
  )
process.stdout.write(`\n${passed ? 'passed' : 'FAILED'} in ${minutes} minutes; reports/reliability.json\n`)
process.exit(passed ? 0 : 1)
