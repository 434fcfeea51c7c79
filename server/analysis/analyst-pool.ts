import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { metricById } from '../../queries/index.ts'
import type { Answer } from '../engine/engine.ts'
import type { Analysed } from './analyse.ts'
import type { Analyst } from './analysing-engine.ts'
import type { Place } from './analysis.ts'

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

/**
 * Starts no thread until there is work, and keeps it for ten idle minutes, for a new one takes longer to begin than most statistics do.
 * An aborted piece of work takes its thread with it, and so does one that needs more memory. Work in shares is done by all at once.
 */
export function openAnalystPool({ threads = 2, memory_mb = 1_024 } = {}): AnalystPool {
  const pool = new Piscina({
    filename: worker,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 600_000,
    resourceLimits: { maxOldGenerationSizeMb: memory_mb, maxYoungGenerationSizeMb: young_mb },
  })
  return {
    async analyst(work, signal) {
      const run = (name: 'analyse' | 'shareOf', task: Analysed & Partial<Place>) =>
        pool.run(task, { name, ...(signal && { signal }) })
      const { shares: of = 0 } = metricById.get(work.id)!
      if (threads === 1 || of === 0) return run('analyse', work) as Promise<Answer>
      const places = Array.from({ length: of }, (_, nth): Place => ({ nth, of }))
      const shares = await Promise.all(places.map((place) => run('shareOf', { ...work, ...place })))
      return run('analyse', { ...work, shares }) as Promise<Answer>
    },
    close: () => pool.destroy(),
  }
}
