import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/regulars.mjs', import.meta.url))

/** How a server is started: its variables, the account it runs under, a module that is loaded before it. */
export interface Start {
  readonly env?: Readonly<Record<string, string>>
  readonly account?: { readonly uid: number; readonly gid: number }
  readonly preload?: string
}

/** What it answered. */
export interface Answer {
  readonly status: number
  readonly body: {
    readonly rows?: readonly { readonly net_sales: number }[]
    readonly error?: { readonly code: string; readonly message: string }
    readonly troubles?: readonly { readonly code: string; readonly message: string }[]
    readonly today?: string
    readonly upload_id?: string
    readonly job_id?: string
    readonly state?: string
    readonly plan?: unknown
    readonly unreadable?: readonly { readonly file: string; readonly error: { readonly code: string } }[]
    readonly detections?: readonly { readonly file: string }[]
  }
}

/** The product as a user starts it, in a process of its own. */
export interface LiveServer {
  readonly address: string
  readonly process: ChildProcess
  call(path: string, init?: RequestInit): Promise<Answer>
  /** Sends files as the Data page does. */
  upload(files: Readonly<Record<string, string>>): Promise<Answer>
  /** Ends it; returns its exit code. */
  stop(): Promise<number | null>
}

/** Starts the product over a data folder and waits until it listens. */
export async function liveServer(data_dir: string, start: Start = {}): Promise<LiveServer> {
  const preload = start.preload && `--import ${pathToFileURL(start.preload).href}`
  const child = spawn(process.execPath, [bin, 'serve', '--json'], {
    env: {
      ...process.env,
      ...{ DATA_DIR: data_dir, PORT: '0', HOME: '/tmp', LOG_LEVEL: 'silent' },
      ...(preload && { NODE_OPTIONS: preload }),
      ...start.env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...start.account,
  })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  const { address } = JSON.parse(String(first)) as { address: string }
  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(address + path, {
      ...init,
      headers: { 'accept-language': 'en', ...init.headers },
    })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }
  return {
    address,
    process: child,
    call,
    upload: (files) => {
      const form = new FormData()
      for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name)
      return call('/api/uploads', { method: 'POST', body: form })
    },
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode
      child.kill()
      const [code] = (await once(child, 'exit')) as [number | null]
      return code
    },
  }
}

/** A request with a JSON body, as the pages make it. */
export function sending(method: string, body: object): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
