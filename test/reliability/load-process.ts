import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Stage } from '../../queries/loading/job.ts'
import type { JobRequest, JobResult } from '../../server/load/job.ts'
import type { FromProcess } from '../../server/load/process-messages.ts'

/** When a load process is killed: so many milliseconds after its start, or after it has entered a stage. */
export interface Death {
  readonly at?: Stage
  readonly after_ms: number
}

/** What the process said before it ended. */
export interface Said {
  readonly result: JobResult | null
  readonly error: string | null
  readonly cancelled: boolean
  readonly stages: readonly Stage[]
  readonly took_ms: number
}

const script = fileURLToPath(new URL('../../server/load/process.ts', import.meta.url))

/** Runs a job in a real load process, as the server does, killing it with SIGKILL when told to. */
export function runLoadProcess(data_dir: string, request: JobRequest, death?: Death): Promise<Said> {
  const started = performance.now()
  const child = fork(script, {
    execArgv: [],
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
  let doom = death && !death.at ? dieLater(death.after_ms) : undefined
  child.on('message', (message: FromProcess) => {
    if (message.type === 'done') said.result = message.result
    else if (message.type === 'failed') said.error = `${message.error.code}\n${message.cause}`
    else if (message.type === 'cancelled') said.cancelled = true
    else {
      const { stage } = message.progress
      if (said.stages.at(-1) !== stage) said.stages.push(stage)
      if (death?.at === stage && !doom) doom = dieLater(death.after_ms)
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
