import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPagesOnce } from './build-pages.mjs'
import { installOnce, pinnedNode, projectEnvironment, run } from './install.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
installOnce({ everything: true })
buildPagesOnce()

mkdirSync('reports', { recursive: true })
run(pinnedNode, ['test/bench/bench.ts', ...process.argv.slice(2)], undefined, projectEnvironment())
