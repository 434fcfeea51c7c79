import type { Job, Progress } from './job.ts'

type Pace = Pick<Job, 'stage' | 'part' | 'rows' | 'total' | 'rows_per_second' | 'remaining_seconds'>

const settled_ms = 500

/** Turns progress into pace: how many rows a second since the stage began, and how long the rest of it will take. */
export function progressMeter(now: () => number = performance.now.bind(performance)) {
  let since = { stage: 'waiting', part: null as string | null, at: now(), rows: 0 }
  return ({ stage, part, rows, total }: Progress): Pace => {
    if (stage !== since.stage || rows < since.rows) since = { stage, part, at: now(), rows }
    const elapsed = now() - since.at
    const pace = elapsed > settled_ms && rows > since.rows ? ((rows - since.rows) / elapsed) * 1000 : null
    const remaining_seconds = pace && total !== null ? Math.max(0, Math.round((total - rows) / pace)) : null
    return { stage, part, rows, total, rows_per_second: pace && Math.round(pace), remaining_seconds }
  }
}
