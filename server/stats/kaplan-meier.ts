import quantile from '@stdlib/stats-base-dists-normal-quantile'

/** How many ended and how many were last seen, still going, at one time since the start. Times may repeat. */
export interface Times {
  readonly time: number
  readonly events: number
  readonly censored: number
}

/** The curve from one distinct time on. Those censored at a time are still at risk at it. */
export interface SurvivalPoint extends Times {
  readonly at_risk: number
  /** Share that goes on beyond the time. */
  readonly survival: number
  /** Log-log interval; null where it has no meaning, once everybody's time has ended. */
  readonly low: number | null
  readonly high: number | null
}

/**
 * Kaplan–Meier estimate at every distinct time, in order, with Greenwood's variance carried through log(−log S)
 * (Kalbfleisch & Prentice; R's `conf.type = "log-log"`). Before the first event the interval is the point 1.
 */
export function kaplanMeier(times: readonly Times[], confidence = 0.95): SurvivalPoint[] {
  const z = quantile((1 + confidence) / 2, 0, 1)
  let at_risk = times.reduce((all, { events, censored }) => all + events + censored, 0)
  let survival = 1
  let variance = 0
  return merged(times).map(({ time, events, censored }) => {
    if (events > 0) {
      survival *= (at_risk - events) / at_risk
      variance += events / (at_risk * (at_risk - events))
    }
    const point = { time, events, censored, at_risk, survival, ...logLog(survival, variance, z) }
    at_risk -= events + censored
    return point
  })
}

function logLog(survival: number, variance: number, z: number): Pick<SurvivalPoint, 'low' | 'high'> {
  if (survival === 1) return { low: 1, high: 1 }
  if (survival === 0) return { low: null, high: null }
  const reach = (z * Math.sqrt(variance)) / Math.log(survival)
  return { low: survival ** Math.exp(-reach), high: survival ** Math.exp(reach) }
}

/** One entry for each distinct time, in order; times at which nobody ended or was last seen are left out. */
function merged(times: readonly Times[]): Times[] {
  const byTime = new Map<number, Times>()
  for (const { time, events, censored } of times) {
    const same = byTime.get(time) ?? { time, events: 0, censored: 0 }
    byTime.set(time, { time, events: same.events + events, censored: same.censored + censored })
  }
  return [...byTime.values()]
    .filter(({ events, censored }) => events + censored > 0)
    .sort((a, b) => a.time - b.time)
}

/** Share that goes on beyond a time: of the last point not after it; 1 before the first point. */
export function survivalAt(curve: readonly SurvivalPoint[], time: number): number {
  return curve.findLast((point) => point.time <= time)?.survival ?? 1
}

/** A time with its interval; null where the curve does not reach it. */
export interface SurvivalTime {
  readonly time: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * The first time at which at most `share` go on, the median by default; the interval is where the limits of the curve
 * do the same (Brookmeyer & Crowley 1982).
 */
export function survivalTime(curve: readonly SurvivalPoint[], share = 0.5): SurvivalTime {
  const reached = (value: (point: SurvivalPoint) => number | null) =>
    curve.find((point) => (value(point) ?? Infinity) <= share + tolerance)?.time ?? null
  return {
    time: reached(({ survival }) => survival),
    low: reached(({ low }) => low),
    high: reached(({ high }) => high),
  }
}

/** A product of fractions that comes to one half in exact arithmetic may miss it in the last digit. */
const tolerance = 1e-12

/** Mean time up to a limit, the area under the curve (restricted mean survival time). */
export function restrictedMean(curve: readonly SurvivalPoint[], limit: number): number {
  let area = 0
  let reached = 0
  let level = 1
  for (const { time, survival } of curve) {
    if (time >= limit) break
    area += level * (time - reached)
    reached = time
    level = survival
  }
  return area + level * (limit - reached)
}
