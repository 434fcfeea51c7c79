import type { Random } from '../random.ts'
import { day_seconds, momentText } from '../world/calendar.ts'
import type { Moment } from '../world/calendar.ts'
import type { Books } from './books.ts'

/** How far a complaint has come on the last day. */
export interface Handling {
  readonly investigated: boolean
  readonly resolved: boolean
  readonly followed_up: boolean
}

/** Median days to each stage from the one before, and how much they differ. */
const steps = [
  ['classified', 0.25, 1],
  ['investigated', 1.4, 0.7],
  ['resolved', 1.6, 0.8],
  ['answered', 0.4, 0.8],
  ['followed_up', 4, 0.5],
] as const

/** Writes the stages that a complaint passes until the last day; now and then an answer does not satisfy. */
export function handleComplaint(
  books: Books,
  complaint_id: string,
  received_at: Moment,
  random: Random,
): Handling {
  const reached = new Set<string>()
  const end = (books.world.last + 1) * day_seconds
  let at = received_at
  const enter = (stage: string, days: number, spread: number): boolean => {
    at = Math.floor(at + day_seconds * random.around(days, spread))
    if (at >= end) return false
    reached.add(stage)
    writeStage(books, complaint_id, stage, at)
    return true
  }
  writeStage(books, complaint_id, 'received', received_at)
  for (const [stage, days, spread] of steps) {
    if (stage === 'followed_up' && random.chance(0.22)) break
    if (!enter(stage, days, spread)) break
    if (stage !== 'answered' || !random.chance(0.05)) continue
    if (!(enter('reopened', 3, 0.5) && enter('resolved', 2, 0.6) && enter('answered', 0.5, 0.5))) break
  }
  return {
    investigated: reached.has('investigated'),
    resolved: reached.has('resolved'),
    followed_up: reached.has('followed_up'),
  }
}

function writeStage(books: Books, complaint_id: string, stage: string, at: Moment): void {
  const { lines } = books.dirt.soil('complaint_events', [complaint_id, stage, momentText(at)])
  for (const line of lines) books.tables.complaint_events.add(line)
}
