import { ProductError } from '../../errors.ts'

/** A change of a zone's offset. `at` in seconds since 1970 UTC, offsets in seconds east of UTC. */
export interface ZoneChange {
  readonly at: number
  readonly before: number
  readonly after: number
}

/** What a zone's clocks showed over a range of years. */
export interface ZoneRules {
  readonly offset: number
  readonly changes: readonly ZoneChange[]
}

const step = 14 * 86_400

/** Offsets of a zone from the start of one year to the end of another. Throws `unknown_time_zone`. */
export function zoneRules(time_zone: string, from_year: number, to_year: number): ZoneRules {
  const offsetAt = offsetReader(time_zone)
  const start = Date.UTC(from_year, 0, 1) / 1000 - step
  const end = Date.UTC(to_year + 1, 0, 1) / 1000 + step
  const changes: ZoneChange[] = []
  let before = offsetAt(start)
  for (let at = start; at < end; at += step) {
    const after = offsetAt(at + step)
    if (after !== before) changes.push({ at: changeBetween(offsetAt, at, at + step), before, after })
    before = after
  }
  return { offset: before, changes }
}

/**
 * SQL: the UTC timestamp at which the zone's clocks showed `local`. Of an hour that was shown twice the first is
 * meant; in an hour that was skipped the clocks count as not yet changed.
 */
export function toUtc(local: string, { offset, changes }: ZoneRules): string {
  const steps = changes.map(({ at, before, after }) => ({
    until: at + Math.max(before, after),
    offset: before,
  }))
  return shifted(local, steps, offset, -1)
}

/** SQL: what the zone's clocks showed at the UTC timestamp `utc`. */
export function toLocal(utc: string, { offset, changes }: ZoneRules): string {
  return shifted(
    utc,
    changes.map(({ at, before }) => ({ until: at, offset: before })),
    offset,
    1,
  )
}

/** SQL: whether the zone's clocks skipped the time `local`; null when they never skipped any. */
export function inGap(local: string, { changes }: ZoneRules): string | null {
  const gaps = changes.filter(({ before, after }) => after > before)
  if (gaps.length === 0) return null
  const within = gaps.map(
    ({ at, before, after }) =>
      `(${local} >= ${timestamp(at + before)} and ${local} < ${timestamp(at + after)})`,
  )
  return `(${within.join(' or ')})`
}

type OffsetAt = (seconds: number) => number

function offsetReader(time_zone: string): OffsetAt {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: time_zone, timeZoneName: 'longOffset' })
    return (seconds) => {
      const name = format.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')!.value
      const [, sign, hours, minutes, rest = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? []
      if (sign === undefined) return 0
      return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest))
    }
  } catch (error) {
    throw new ProductError('unknown_time_zone', { time_zone }, { cause: error })
  }
}

function changeBetween(offsetAt: OffsetAt, from: number, to: number): number {
  const before = offsetAt(from)
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (offsetAt(middle) === before) from = middle
    else to = middle
  }
  return to
}

interface Step {
  readonly until: number
  readonly offset: number
}

/** A balanced tree of cases, so that a row meets few of them even over many years. */
function shifted(time: string, steps: readonly Step[], last: number, sign: 1 | -1): string {
  if (steps.length === 0) return last === 0 ? time : `${time} + interval '${sign * last} seconds'`
  const middle = steps.length >> 1
  const { until, offset } = steps[middle]!
  const earlier = shifted(time, steps.slice(0, middle), offset, sign)
  const later = shifted(time, steps.slice(middle + 1), last, sign)
  return `case when ${time} < ${timestamp(until)} then ${earlier} else ${later} end`
}

const timestamp = (seconds: number) =>
  `timestamp '${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}'`
