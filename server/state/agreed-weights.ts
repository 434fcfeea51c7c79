import { isDay } from '../../queries/day.ts'
import type { AgreedWeights } from '../../queries/satisfaction/agreed-weights.ts'
import { ProductError } from '../errors.ts'
import type { State } from './state.ts'

/** Who withdrew a version, when (ISO 8601 UTC) and why. */
export interface Withdrawal {
  readonly note: string | null
  readonly withdrawn_at: string
  readonly withdrawn_by: string
}

/** A version of the weights, and who saved it when and why; one that was withdrawn is in force on no day. */
export interface SavedWeights extends AgreedWeights {
  readonly note: string | null
  /** ISO 8601 UTC. */
  readonly saved_at: string
  readonly saved_by: string
  readonly withdrawal: Withdrawal | null
}

/** What somebody wants to be in force. */
export type ProposedWeights = Pick<SavedWeights, 'effective_on' | 'weights' | 'note'>

/** Every version ever saved, the withdrawn ones too, the latest first. */
export function listAgreedWeights(state: State): SavedWeights[] {
  const rows = state.database
    .prepare(
      `select saved.version, effective_on, weights, saved.note, saved_at, saved_by,
         case when withdrawal.version is not null then
           json_object('note', withdrawal.note, 'withdrawn_at', withdrawn_at, 'withdrawn_by', withdrawn_by)
         end as withdrawal
       from csi_weights as saved
       left join csi_weights_withdrawal as withdrawal on withdrawal.version = saved.version
       order by saved.version desc`,
    )
    .all()
  return rows.map(
    ({ weights, withdrawal, ...row }) =>
      ({
        ...row,
        weights: JSON.parse(String(weights)),
        withdrawal: withdrawal === null ? null : JSON.parse(String(withdrawal)),
      }) as unknown as SavedWeights,
  )
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
  return { version: Number(lastInsertRowid), ...saved, withdrawal: null }
}

/**
 * Withdraws a version: it stays on record and is in force no more, as if it had never been agreed on. Throws
 * `unknown_weights` when there is no such version, and `withdrawn_weights` when it was withdrawn before.
 */
export function withdrawAgreedWeights(
  state: State,
  version: number,
  note: string | null,
  by: string,
  at: Date,
): SavedWeights {
  const saved = listAgreedWeights(state).find((each) => each.version === version)
  if (!saved) throw new ProductError('unknown_weights', { version })
  if (saved.withdrawal) throw new ProductError('withdrawn_weights', { version })
  const withdrawal = { note, withdrawn_at: at.toISOString(), withdrawn_by: by }
  state.database
    .prepare(
      'insert into csi_weights_withdrawal (version, note, withdrawn_at, withdrawn_by) values (?, ?, ?, ?)',
    )
    .run(version, note, withdrawal.withdrawn_at, by)
  return { ...saved, withdrawal }
}

/** Weights may be off by what is lost in writing them down with some decimals. */
const rounding = 1e-6
