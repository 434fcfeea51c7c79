import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, pinnedNode, projectEnvironment, run } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installOnce({ everything: false })
buildPagesOnce()

const environment = projectEnvironment()
const dataDir = environment.DATA_DIR || 'data'
const sample = `${dataDir}/sample`
const unfinished = `${dataDir}/sample-not-loaded-yet`

regulars(['serve', '--check'])
if (!existsSync(`${dataDir}/state.db`) || (existsSync(unfinished) && !hasBatches())) loadSampleChain()
process.argv = [pinnedNode, 'bin/regulars.mjs', 'serve']
Object.assign(process.env, environment)
await import('../bin/regulars.mjs')

function hasBatches() {
  const batches = `${dataDir}/batches`
  return existsSync(batches) && readdirSync(batches).length > 0
}

function loadSampleChain() {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(unfinished, 'The first start was interrupted; the next one loads the sample chain again.\n')
  regulars(['sample', '--out', sample], 'The sample chain could not be written.')
  const load = [
    'load',
    sample,
    '--rejects',
    `${dataDir}/sample-rejects.csv`,
    '--chain-name',
    '样例连锁 Sample chain',
  ]
  regulars(load, 'The sample chain could not be loaded.')
  rmSync(unfinished)
}

function regulars(args, message) {
  run(pinnedNode, ['bin/regulars.mjs', ...args], message, environment)
}
