import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { regulars } from './run-command.ts'

/** A server in a process of its own. */
export interface Served {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
}

/** Serves a data folder as `regulars serve` does, on a free port; resolves when it answers questions. */
export function serveProduct(data_dir: string): Promise<Served> {
  return served([regulars, 'serve', '--json'], { ...process.env, DATA_DIR: data_dir, PORT: '0' })
}

/** A script of these benchmarks that prints the address it listens on. */
export function serveScript(file: string, ...args: string[]): Promise<Served> {
  return served([fileURLToPath(new URL(file, import.meta.url)), ...args], process.env)
}

async function served(args: string[], env: NodeJS.ProcessEnv): Promise<Served> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /127\.0\.0\.1:(\d+)/.exec(printed)
      if (found) resolve(Number(found[1]))
    })
    void ended.then(() => reject(new Error(`${args.join(' ')} ended before it listened: ${printed}`)))
  })
  const url = `http://127.0.0.1:${port}`
  await ready(`${url}/readyz`)
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { port, url, stop }
}

async function ready(url: string): Promise<void> {
  const give_up = Date.now() + 60_000
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > give_up) throw new Error(`nothing answers at ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
