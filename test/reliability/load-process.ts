import { fork } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Stage } from '../../queries/loading/job.ts'
import type { JobRequest, JobResult } from '../../server/load/job.ts'
import type { FromProcess } from '../../server/load/process-messages.ts'

/** When a load process is killed: so many milliseconds after its start, or after it has entered a stage, or before a step of `durable-steps`. */
export type Death =
  { readonly at?: Stage; readonly after_ms: number } | { readonly before_step: number; readonly list: string }

/** What the process said before it ended. */
export interface Said {
  readonly result: JobResult | null
  readonly error: string | null
  readonly cancelled: boolean
  readonly stages: readonly Stage[]
  readonly took_ms: number
}

const script = fileURLToPath(new URL('../../server/load/process.ts', import.meta.url))
const steps = fileURLToPath(new URL('./durable-steps.ts', import.meta.url))

/** Runs a job in a real load process, as the server does, killing it with SIGKILL when told to. */
export function runLoadProcess(data_dir: string, request: JobRequest, death?: Death): Promise<Said> {
  const started = performance.now()
  const stepping = death && 'list' in death ? death : null
  const timed = death && 'after_ms' in death ? death : null
  const child = fork(script, {
    execArgv: stepping ? ['--import', pathToFileURL(steps).href] : [],
    env: stepping
      ? { ...process.env, STEPS_FILE: stepping.list, STEPS_DIE_BEFORE: String(stepping.before_step) }
      : process.env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const said = {
    result: null as JobResult | null,
    error: null as string | null,
    cancelled: false,
    stages: [] as Stage[],
  }
  const dieLater = (after_ms: number) => setTimeout(() => child.kill('SIGKILL'), after_ms)
  let doom = timed && !timed.at ? dieLater(timed.after_ms) : undefined
  child.on('message', (message: FromProcess) => {
    if (message.type === 'done') said.result = message.result
    else if (message.type === 'failed') said.error = `${message.error.code}\n${message.cause}`
    else if (message.type === 'cancelled') said.cancelled = true
    else {
      const { stage } = message.progress
      if (said.stages.at(-1) !== stage) said.stages.push(stage)
      if (timed?.at === stage && !doom) doom = dieLater(timed.after_ms)
    }
  })
  child.send({ type: 'start', data_dir, request })
  return new Promise((resolve) =>
    child.once('close', () => {
      clearTimeout(doom)
      resolve({ ...said, took_ms: performance.now() - started })
    }),
  )
}

/** The steps that reach the disk of a job that runs to its end, in order; `list` is a file to write them to. */
export async function durableSteps(data_dir: string, request: JobRequest, list: string): Promise<string[]> {
  rmSync(list, { force: true })
  const { error } = await runLoadProcess(data_dir, request, { before_step: Infinity, list })
  if (error) throw new Error(error)
  return readFileSync(list, 'utf8').trim().split('\n')
}
