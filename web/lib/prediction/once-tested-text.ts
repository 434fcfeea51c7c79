import type { calibration } from '../../../queries/prediction/calibration.ts'
import type { Row } from '../../../queries/metric.ts'
import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'

type Rows = readonly Row<typeof calibration>[]

/**
 * What the back-test says of those who had bought once: how often they came, how often each model expected them, and whether
 * Pareto/NBD takes too many or too few of them for gone. Empty without a back-test of both.
 */
export function onceTestedText(by_bg_nbd: Rows, by_pareto_nbd: Rows): string {
  const [bg_nbd, pareto_nbd] = [by_bg_nbd, by_pareto_nbd].map((rows) => rows.find(({ place }) => place === 0))
  if (!bg_nbd || !pareto_nbd || bg_nbd.actual_low === null || bg_nbd.actual_high === null) return ''
  const number = (value: number | null) => format(value, 'quantity', { digits: 2 })
  const told = m.prediction_one_time_tested({
    actual: number(bg_nbd.actual),
    low: number(bg_nbd.actual_low),
    high: number(bg_nbd.actual_high),
    bg_nbd: number(bg_nbd.predicted),
    pareto_nbd: number(pareto_nbd.predicted),
  })
  return `${told}${verdictOn(pareto_nbd.predicted ?? 0, bg_nbd.actual_low, bg_nbd.actual_high)}`
}

function verdictOn(predicted: number, low: number, high: number): string {
  if (predicted < low) return m.prediction_one_time_too_many_gone()
  if (predicted > high) return m.prediction_one_time_too_few_gone()
  return ''
}
