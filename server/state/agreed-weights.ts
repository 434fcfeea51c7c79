import { isDay } from '../../queries/day.ts'
import type { AgreedWeights } from '../../queries/satisfaction/agreed-weights.ts'
import { ProductError } from '../errors.ts'
import type { State } from './state.ts'

/** A version of the weights, and who saved it when and why. */
export interface SavedWeights extends AgreedWeights {
  readonly note: string | null
  /** ISO 8601 UTC. */
  readonly saved_at: string
  readonly saved_by: string
}

/** What somebody wants to be in force. */
export type ProposedWeights = Pick<SavedWeights, 'effective_on' | 'weights' | 'note'>

/** Every version ever saved, the latest first. */
export function listAgreedWeights(state: State): SavedWeights[] {
  const rows = state.database
    .prepare(
      'select version, effective_on, weights, note, saved_at, saved_by from csi_weights order by version desc',
    )
    .all()
  return rows.map((row) => ({ ...row, weights: JSON.parse(String(row.weights)) }) as unknown as SavedWeights)
}

/**
 * Saves the next version. Weights of 0 are left out. Throws `bad_date` for a day that is none, and `bad_weights` unless
 * every weight is from 0 to 1 and they add up to 1.
 */
export function saveAgreedWeights(
  state: State,
  { effective_on, weights, note }: ProposedWeights,
  by: string,
  at: Date,
): SavedWeights {
  if (!isDay(effective_on))
    throw new ProductError('bad_date', { parameter: 'effective_on', value: effective_on })
  const kept = Object.entries(weights).filter(([, weight]) => weight !== 0)
  const sum = kept.reduce((total, [, weight]) => total + weight, 0)
  if (kept.some(([, weight]) => !(weight > 0)) || !(Math.abs(sum - 1) <= rounding))
    throw new ProductError('bad_weights', { parameter: 'weights', sum: Math.round(10_000 * sum) / 100 })
  const saved = {
    effective_on,
    weights: Object.fromEntries(kept),
    note,
    saved_at: at.toISOString(),
    saved_by: by,
  }
  const { lastInsertRowid } = state.database
    .prepare(
      'insert into csi_weights (effective_on, weights, note, saved_at, saved_by) values (?, ?, ?, ?, ?)',
    )
    .run(effective_on, JSON.stringify(saved.weights), note, saved.saved_at, by)
  return { version: Number(lastInsertRowid), ...saved }
}

/** Weights may be off by what is lost in writing them down with some decimals. */
const rounding = 1e-6
