#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const node = inProject(`node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`)
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

if (existsSync(node)) start()
else fail()

function fail() {
  const folder = inProject('')
  process.stderr.write(
    chinese
      ? `Regulars 的依赖尚未安装。请在 ${folder} 中运行 npm start（或 npm install）。\n`
      : `The dependencies of Regulars are not installed. Run “npm start” (or “npm install”) in ${folder}\n`,
  )
  process.exit(1)
}

function start() {
  const quiet = '--disable-warning=ExperimentalWarning'
  const env = {
    ...process.env,
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16',
    // Modules are compiled once, not at every start: half the time that a command takes to begin.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? inProject('node_modules/.cache/compiled'),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, quiet].filter(Boolean).join(' '),
  }
  const child = spawn(node, [inProject('server/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  })
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => forward(child, signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal === 'SIGINT' ? 2 : 15)))
}

/** A terminal sends Ctrl+C to the child as well; sent twice it would end without grace. */
function forward(child, signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
}
