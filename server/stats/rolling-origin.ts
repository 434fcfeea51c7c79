/** A value that was forecast from an earlier day, and what became of it. */
export interface Tested {
  readonly actual: number
  readonly forecast: number
  /** The 95 % interval; null where there was none. */
  readonly low: number | null
  readonly high: number | null
  /** Mean absolute error of the seasonal-naive forecast within the history known then; null where it is not known. */
  readonly scale: number | null
}

/** How a method did over all the values it was tested on; null where nothing can be said. */
export interface ForecastErrors {
  readonly n: number
  /** Mean absolute error. */
  readonly mae: number | null
  /** Sum of absolute errors over the sum of actual values. */
  readonly wape: number | null
  /** Mean of the absolute errors, each over its scale (Hyndman & Koehler 2006). */
  readonly mase: number | null
  /** Share of actual values inside their interval. */
  readonly coverage: number | null
}

/** Sums up a rolling-origin back-test. */
export function forecastErrors(tests: readonly Tested[]): ForecastErrors {
  const off = tests.map(({ actual, forecast }) => Math.abs(actual - forecast))
  const scaled = tests.flatMap(({ scale }, at) => (scale !== null && scale > 0 ? [off[at]! / scale] : []))
  const held = tests.flatMap(({ actual, low, high }) =>
    low === null || high === null ? [] : [Number(low <= actual && actual <= high)],
  )
  const total = sum(tests.map(({ actual }) => actual))
  return {
    n: tests.length,
    mae: mean(off),
    wape: total > 0 ? sum(off) / total : null,
    mase: mean(scaled),
    coverage: mean(held),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => (values.length > 0 ? sum(values) / values.length : null)
