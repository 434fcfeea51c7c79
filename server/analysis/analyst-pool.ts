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

/**
 * Space for what is young, in megabytes. All of it may turn old at once: a thread without memory is only ended in peace while that is
 * less than the 16 MB by which Node.js lets it go over its limit; above, the whole process is aborted.
 */
const young_mb = 12

/** Starts no thread until there is work; an aborted piece of work takes its thread with it, and so does one that needs more memory. */
export function openAnalystPool({ threads = 2, memory_mb = 1_024 } = {}): AnalystPool {
  const pool = new Piscina({
    filename: worker,
    name: 'analyse',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: memory_mb, maxYoungGenerationSizeMb: young_mb },
  })
  return {
    analyst: (work, signal) => pool.run(work, signal ? { signal } : {}) as Promise<Answer>,
    close: () => pool.destroy(),
  }
}
