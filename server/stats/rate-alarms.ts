import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'

/** Counts of a series by bucket and what they are counted against (orders, or 1 for each bucket). */
export interface RateSeries {
  readonly counts: readonly number[]
  readonly exposures: readonly number[]
  /** The counts before anything was taken out of them, where something was: what is usual is told from these. */
  readonly whole?: readonly number[]
}

/** What a series came to before: its count, what it was counted against, and how much it varies beyond chance (≥ 1). */
export interface RateBaseline {
  readonly count: number
  readonly exposure: number
  readonly dispersion: number
  /** The same from bucket to bucket, where nothing was before: a shift of the level is no restlessness. */
  readonly step_dispersion?: number
}

/** How improbable a point may be before it is an alarm. */
export interface AlarmLevel {
  /** Buckets of a year: 365.25, 52.18 or 12. */
  readonly buckets_a_year: number
  /** Series that are watched at once. */
  readonly series: number
}

/** The most telling window that ends in a point. */
export interface RateAlarm {
  /** Buckets that are taken together. */
  readonly window: number
  /** What they are counted against. */
  readonly exposure: number
  readonly observed: number
  readonly expected: number
  /** Probability of so many or more, were the rate that of the baseline. */
  readonly chance: number
}

/** Buckets that are taken together, ending in the point: one for outbreaks, more for what smoulders. */
export const alarmWindows = [1, 4, 9] as const

/** Years in which a hundred series give at most one false alarm, and more than a hundred together no more than one. */
export const years_a_false_alarm = 10

/** Several buckets that stand out this much from a rest without a past are taken for a shift of the level. */
const marked_excess = 2

/** Probability of one window under which it is an alarm: one false alarm shared by all windows of all series. */
export function alarmThreshold({ buckets_a_year, series }: AlarmLevel): number {
  return 1 / (Math.max(100, series) * years_a_false_alarm * buckets_a_year * alarmWindows.length)
}

/**
 * For each point the most telling window that ends in it when that is an alarm, else null. A baseline without exposure
 * stands for the rest of the series; several buckets of twice that are judged by its `step_dispersion`. The test is exact and
 * conditional (Przyborowski and Wilenski 1940): were the rate unchanged, the window's share of all that was counted in
 * baseline and window would be its share of the exposure; so an empty or short baseline accuses nobody. Where counts vary
 * beyond chance they are divided by the dispersion first. The last bucket must itself lie above the baseline's rate.
 */
export function rateAlarms(
  { counts, exposures, whole = counts }: RateSeries,
  baseline: RateBaseline,
  level: AlarmLevel,
): (RateAlarm | null)[] {
  const threshold = alarmThreshold(level)
  const total = { count: sum(whole), exposure: sum(exposures) }
  return counts.map((count, nth) => {
    if (count <= 0) return null
    const found = alarmWindows
      .flatMap((window) => (window <= nth + 1 ? windowAt(nth, window) : []))
      .sort((a, b) => a.chance - b.chance)[0]
    const is_above = found && count * found.exposure > found.expected * exposures[nth]!
    return is_above && found.chance <= threshold ? found : null
  })

  /** None where no more was seen than expected: the chance of that is at least a quarter (Greenberg and Mohri 2013). */
  function windowAt(nth: number, window: number): RateAlarm[] {
    const [observed, usual, exposure] = [counts, whole, exposures].map((values) =>
      sum(values, nth + 1 - window, nth + 1),
    ) as [number, number, number]
    const before = baseline.exposure > 0 ? baseline : restWithout(usual, exposure)
    const expected = before.exposure > 0 ? (before.count / before.exposure) * exposure : NaN
    if (!(observed > expected)) return []
    const { step_dispersion = before.dispersion } = baseline.exposure > 0 ? {} : baseline
    const has_shifted = window > 1 && observed >= marked_excess * expected
    const dispersion = has_shifted ? step_dispersion : before.dispersion
    const chance = chanceOf(observed, exposure, { ...before, dispersion })
    return [{ window, exposure, observed, expected, chance }]
  }

  function restWithout(count: number, exposure: number): RateBaseline {
    return { ...baseline, count: total.count - count, exposure: total.exposure - exposure }
  }
}

/**
 * Probability that so many or more fall into an exposure, given what fell into the baseline. Between two whole numbers, where the
 * dispersion leads to a part of one, it lies between theirs, evenly on the logarithm.
 */
export function chanceOf(observed: number, exposure: number, baseline: RateBaseline): number {
  if (!(baseline.exposure > 0) || !(exposure > 0)) return 1
  const seen = observed / baseline.dispersion
  const before = Math.ceil(baseline.count / baseline.dispersion)
  const share = exposure / (exposure + baseline.exposure)
  const chance = (whole: number) => (whole > 0 ? binomialCdf(before, whole + before, 1 - share) : 1)
  const [least, part] = [Math.floor(seen), seen % 1]
  return chance(least) ** (1 - part) * chance(least + 1) ** part
}

/**
 * How much the counts of series vary beyond chance around their own rates: Σ (count − expected)² / Σ expected, pooled over
 * the series and their buckets, at least 1. `weight` pulls it towards 1 where little was counted.
 */
export function dispersionOf(series: Iterable<RateSeries>, weight = 10): number {
  let [squares, expected, freedom, points] = [0, 0, 0, 0]
  for (const { counts, exposures } of series) {
    const rate = sum(counts) / sum(exposures)
    if (!(rate > 0 && rate < Infinity)) continue
    for (let nth = 0; nth < counts.length; nth += 1) squares += (counts[nth]! - rate * exposures[nth]!) ** 2
    expected += sum(counts)
    freedom += counts.length - 1
    points += counts.length
  }
  if (freedom <= 0) return 1
  return Math.max(1, ((squares * points) / freedom + weight) / (expected + weight))
}

/**
 * The same told from steps between neighbouring buckets: Σ (rate − rate before)² / Σ (count / exposure² of both), each step
 * weighted by the squared harmonic mean of its exposures. A series whose level shifts has one large step, and not a large
 * distance from its mean everywhere (von Neumann 1941). A bucket without exposure has no step.
 */
export function stepDispersionOf(series: Iterable<RateSeries>, weight = 10): number {
  let [squares, expected] = [0, 0]
  for (const { counts, exposures } of series)
    for (let nth = 1; nth < counts.length; nth += 1) {
      const [before, now] = [exposures[nth - 1]!, exposures[nth]!]
      if (!(before > 0 && now > 0)) continue
      const weighted = (2 * before * now) / (before + now)
      squares += (weighted * (counts[nth]! / now - counts[nth - 1]! / before)) ** 2 / 2
      expected += (weighted ** 2 * (counts[nth]! / now ** 2 + counts[nth - 1]! / before ** 2)) / 2
    }
  return Math.max(1, (squares + weight) / (expected + weight))
}

function sum(values: readonly number[], from = 0, end = values.length): number {
  let total = 0
  for (let nth = from; nth < end; nth += 1) total += values[nth]!
  return total
}
