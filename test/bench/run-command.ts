import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How a process went: what it printed, how long it took, and the most memory it held. The last two are 0 where there is no /proc. */
export interface CommandRun {
  readonly output: string
  readonly seconds: number
  /** Time of processors it used, with the processes it started: less swayed by what else the machine does. */
  readonly cpu_seconds: number
  /** Highest resident set, with the processes it started, as the system counted it. */
  readonly peak_bytes: number
}

/** The command of the product. */
export const regulars = fileURLToPath(new URL('../../bin/regulars.mjs', import.meta.url))

/** Runs `regulars <args>` as a user would, watching its memory from outside. Rejects when it fails. */
export function runCommand(data_dir: string, ...args: string[]): Promise<CommandRun> {
  return watched([regulars, ...args], { ...process.env, DATA_DIR: data_dir })
}

/** Runs a script of these benchmarks in a process of its own. */
export function runScript(file: string, ...args: string[]): Promise<CommandRun> {
  return watched([fileURLToPath(new URL(file, import.meta.url)), ...args], process.env)
}

async function watched(args: string[], env: NodeJS.ProcessEnv): Promise<CommandRun> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [output, complaint, peak_bytes, cpu_seconds] = ['', '', 0, 0]
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)))
  const watch = setInterval(() => {
    peak_bytes = Math.max(peak_bytes, memoryOf(child.pid!))
    cpu_seconds = Math.max(cpu_seconds, cpuOf(child.pid!))
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0)
    throw new Error(`${args.slice(1).join(' ')} ended with ${code}:\n${complaint}${output.slice(-2_000)}`)
  const seconds = (performance.now() - started) / 1000
  return { output: output.trim(), seconds, cpu_seconds, peak_bytes }
}

/** What a process and those it started hold now, or what its largest one held at its highest, if that is more. */
function memoryOf(pid: number): number {
  const family = familyOf(pid).map(memoryLines)
  const now = family.reduce((sum, { resident }) => sum + resident, 0)
  return Math.max(now, ...family.map(({ highest }) => highest))
}

function memoryLines(pid: number): { resident: number; highest: number } {
  const status = readIfThere(`/proc/${pid}/status`)
  const bytes = (name: string) => 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return { resident: bytes('VmRSS'), highest: bytes('VmHWM') }
}

const ticks_per_second = 100

/** What a process, those it started and those of them that have ended took: user and system time of each. */
function cpuOf(pid: number): number {
  const ticks = familyOf(pid).flatMap((each) => {
    const [, after = ''] = readIfThere(`/proc/${each}/stat`).split(') ')
    return after.split(' ').slice(11, 15).map(Number)
  })
  return ticks.reduce((sum, each) => sum + each, 0) / ticks_per_second
}

function familyOf(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) =>
    readIfThere(`/proc/${pid}/task/${thread}/children`).trim().split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(familyOf)]
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** A process may end between two looks at it. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
