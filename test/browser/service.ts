import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..')
const regulars = join(root, 'bin', 'regulars.mjs')
const runFile = promisify(execFile)

/** A running product with its own data folder. */
export interface Service {
  readonly url: string
  readonly folder: string
  stop(): Promise<void>
}

/** Runs one command of the product on a data folder, as a user would from a terminal. */
export async function command(folder: string, ...args: string[]): Promise<string> {
  const environment = { ...process.env, DATA_DIR: join(folder, 'data') }
  const { stdout } = await runFile(process.execPath, [regulars, ...args], {
    cwd: folder,
    env: environment,
    maxBuffer: 1 << 26,
  })
  return stdout
}

/** A new folder for one test's chain. */
export function chainFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'regulars-'))
}

/** Writes a small sample chain and loads it. */
export async function loadSampleChain(folder: string, customers: number): Promise<void> {
  const files = join(folder, 'sample')
  await command(folder, 'sample', '--customers', String(customers), '--out', files)
  await command(folder, 'load', files, '--accept-rejects')
}

/** Serves a data folder on a free port and waits until it is ready, or answers as one that has nothing loaded. */
export async function serve(folder: string): Promise<Service> {
  const port = await freePort()
  const environment = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'error',
  }
  const child = spawn(process.execPath, [regulars, 'serve'], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/healthz`, child)
  return {
    url,
    folder,
    stop: async () => {
      await ended(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the service ended with code ${child.exitCode}`)
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing answers at ${url}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
