import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, projectEnvironment } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installOnce({ everything: true })
buildPagesOnce()

mkdirSync('reports', { recursive: true })
const lines = 'reports/reliability.jsonl'
rmSync(lines, { force: true })
const started = Date.now()
const env = { ...projectEnvironment(), TEST_TIER: 'long', TEST_FIGURES: lines }
const wanted = process.argv.slice(2)
const files = wanted.length > 0 ? wanted.map((name) => `test/reliability/${name}`) : ['test/reliability']
const args = ['run', '--project', 'integration', '--project', 'alone', '--maxWorkers', '1', ...files]
const { status } = spawnSync('vitest', args, { stdio: 'inherit', env })

const suites = existsSync(lines)
  ? readFileSync(lines, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : []
rmSync(lines, { force: true })
const minutes = Math.round((Date.now() - started) / 6_000) / 10
const report = { passed: status === 0, minutes, node: process.version, suites }
writeFileSync('reports/reliability.json', `${JSON.stringify(report, null, 2)}\n`)
for (const { suite, ...figures } of suites)
  process.stdout.write(
    `${suite}: ${Object.entries(figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
  )
process.stdout.write(
  `\n${status === 0 ? 'passed' : 'FAILED'} in ${minutes} minutes; reports/reliability.json\n`,
)
process.exit(status === 0 ? 0 : 1)
