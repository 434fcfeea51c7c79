import { existsSync } from 'node:fs'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, pinnedNode, projectEnvironment, run } from './install.mjs'

process.chdir(new URL('..', import.meta.url).pathname)
installOnce({ everything: false })
buildPagesOnce()

const environment = projectEnvironment()
const dataDir = environment.DATA_DIR ?? 'data'
if (!existsSync(`${dataDir}/state.db`)) {
  const sample = `${dataDir}/sample`
  regulars(['sample', '--out', sample], 'The sample chain could not be written.')
  regulars(
    ['load', sample, '--rejects', `${dataDir}/sample-rejects.csv`],
    'The sample chain could not be loaded.',
  )
}
regulars(['serve'])

function regulars(args, message) {
  run(pinnedNode, ['bin/regulars.mjs', ...args], message, environment)
}
