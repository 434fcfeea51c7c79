import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Answer } from '../engine/engine.ts'
import type { Analyst } from './analysing-engine.ts'

/** Worker threads that do statistics, so that the thread that serves never computes. */
export interface AnalystPool {
  readonly analyst: Analyst
  /** Ends the threads; work that is running is given up. */
  close(): Promise<void>
}

const worker = fileURLToPath(new URL('./analyse.ts', import.meta.url))

/** Starts no thread until there is work; an aborted piece of work takes its thread with it, and so does one that needs more memory. */
export function openAnalystPool({ threads = 2, memory_mb = 1_024 } = {}): AnalystPool {
  const pool = new Piscina({
    filename: worker,
    name: 'analyse',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: memory_mb },
  })
  return {
    analyst: (work, signal) => pool.run(work, signal ? { signal } : {}) as Promise<Answer>,
    close: () => pool.destroy(),
  }
}
