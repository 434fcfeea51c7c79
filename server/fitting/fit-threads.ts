import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Attempt, FitWork } from './fit-one.ts'
import type { Fitted } from './fitting.ts'
import type { MartWork } from './make-fitted.ts'

/** Works out a fit of a model in a thread. */
export const fitInThread = (work: FitWork): Promise<Attempt> => run('fit-one.ts', 'fitOne', work)

/** Makes a fitted mart in a thread. */
export const makeInThread = (work: MartWork): Promise<Fitted> => run('make-fitted.ts', 'makeFitted', work)

/** One fit begins soon after the other, or none does. */
const idle_ms = 2_000

let threads: Piscina | undefined

/** Two threads at most; they start when there is work, and end when there has been none for a while or the process ends. */
function run<T>(file: string, name: string, work: unknown): Promise<T> {
  threads ??= new Piscina({ minThreads: 0, maxThreads: 2, idleTimeout: idle_ms })
  return threads.run(work, { filename: fileURLToPath(new URL(file, import.meta.url)), name }) as Promise<T>
}
