import type { roi } from '../../../queries/kpi/roi.ts'
import type { Row } from '../../../queries/metric.ts'
import type { ReturnStep } from '../charts/return-chart.ts'
import { m } from '../paraglide/messages.js'

/** What the return is made of. */
export const returnSteps = ['gain', 'saved', 'cost', 'cost_unmeasured', 'net'] as const
export type StepName = (typeof returnSteps)[number]
type ReturnRow = Row<typeof roi>

interface StepReading {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A step with its interval, costs as what was spent; `cost` leaves out what went into campaigns that nobody can measure. */
export function stepReading(row: ReturnRow, step: StepName): StepReading {
  const spent = (value: number | null) => ({ value, low: null, high: null })
  const unmeasured = row.unmeasured_cost ?? 0
  return {
    gain: { value: row.incremental_margin, low: row.margin_low, high: row.margin_high },
    saved: { value: row.service_saved, low: row.saved_low, high: row.saved_high },
    cost: spent(row.cost === null ? null : row.cost - unmeasured),
    cost_unmeasured: spent(row.unmeasured_cost),
    net: { value: row.net_gain, low: row.net_low, high: row.net_high },
  }[step]
}

/** A step in words; costs are told apart where some went into campaigns that nobody can measure. */
export function stepName(step: StepName, tells_apart: boolean): string {
  if (step === 'cost') return tells_apart ? m.roi_step_cost_measured() : m.roi_step_cost()
  return {
    gain: m.roi_step_gain,
    saved: m.roi_step_saved,
    cost_unmeasured: m.roi_step_cost_unmeasured,
    net: m.roi_step_net,
  }[step]()
}

/** The steps of a waterfall from what came in to what is left; one whose value is unknown has no length. */
export function waterfall(row: ReturnRow): (ReturnStep & { step: StepName; is_known: boolean })[] {
  const gain = row.incremental_margin ?? 0
  const gross = gain + (row.service_saved ?? 0)
  const net = gross - (row.cost ?? 0)
  const unmeasured = row.unmeasured_cost ?? 0
  const around = (bound: number | null) =>
    row.service_saved === null || bound === null ? null : gross + bound - row.service_saved
  const ends: Readonly<Record<StepName, Omit<ReturnStep, 'label'>>> = {
    gain: { kind: 'gain', start: 0, end: gain, low: row.margin_low, high: row.margin_high },
    saved: {
      kind: 'gain',
      start: gain,
      end: gross,
      low: around(row.saved_low),
      high: around(row.saved_high),
    },
    cost: { kind: 'cost', start: gross, end: net + unmeasured, low: null, high: null },
    cost_unmeasured: { kind: 'cost', start: net + unmeasured, end: net, low: null, high: null },
    net: { kind: 'total', start: 0, end: row.net_gain ?? 0, low: row.net_low, high: row.net_high },
  }
  return returnSteps
    .filter((step) => step !== 'cost_unmeasured' || unmeasured > 0)
    .map((step) => ({
      ...{ step, label: stepName(step, unmeasured > 0), is_known: stepReading(row, step).value !== null },
      ...ends[step],
    }))
}
