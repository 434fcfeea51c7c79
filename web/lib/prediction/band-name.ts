import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'

/** A tenth of the probability of still being a customer in words: `0` to `9`, or `one_time`. */
export function bandName(band: string): string {
  if (band === 'one_time') return m.prediction_one_time()
  const share = (tenth: number) => format(tenth / 10, 'ratio', { digits: 0 })
  return m.prediction_band({ from: share(Number(band)), to: share(Number(band) + 1) })
}
