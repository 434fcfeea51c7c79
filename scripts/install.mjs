import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

const stamp = 'node_modules/.regulars-installed.json'

/**
 * Installs what the lockfile says, once. `everything` also fetches what only the tests need
 * (a browser, ClickHouse in process); an installation that has more than is asked for is left as it is.
 */
export function installOnce({ everything }) {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const installed = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {}
  if (installed.lock === lock && (installed.everything || !everything)) return
  process.stderr.write(`Installing dependencies${everything ? ', with those of the tests' : ''} …\n`)
  const scope = everything ? '--include=dev' : '--omit=dev'
  // Not `npm ci`: it insists on the packages of every platform, and not every registry has them all.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', scope]
  run(
    ...npm(args),
    'The dependencies could not be installed. Check that the npm registry can be reached, then try again.',
  )
  writeFileSync(stamp, JSON.stringify({ lock, everything }))
}

/** Runs a command in the foreground and ends this process with a message when it fails. */
export function run(command, args, message, env = process.env) {
  endUnless(spawnSync(command, args, { stdio: 'inherit', env }), message)
}

/** The same, but what the command prints is shown only when it fails. */
export function runQuietly(command, args, message, env = process.env) {
  const outcome = spawnSync(command, args, { stdio: 'pipe', env, encoding: 'utf8' })
  if (outcome.status !== 0) process.stderr.write(`${outcome.stdout ?? ''}${outcome.stderr ?? ''}`)
  endUnless(outcome, message)
}

function endUnless({ status, signal, error }, message) {
  if (status === 0) return
  if (message) process.stderr.write(`\n${message}${error ? ` (${error.message})` : ''}\n`)
  process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

function npm(args) {
  const cli = process.env.npm_execpath
  return cli ? [systemNode(), [cli, ...args]] : ['npm', args]
}

/** npm replaces `node_modules`, so it must not be run by the Node that lies in there. */
function systemNode() {
  return process.env.npm_node_execpath ?? process.execPath
}

/** The Node that the project pins, for everything but the installation itself. */
export const pinnedNode = 'node_modules/node/bin/node'

/** The environment of our own tools: the pinned Node and the installed commands come first. */
export function projectEnvironment() {
  const separator = process.platform === 'win32' ? ';' : ':'
  const folders = [`${process.cwd()}/node_modules/node/bin`, `${process.cwd()}/node_modules/.bin`]
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(separator),
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16',
  }
}
