import { createHash } from 'node:crypto'
import { tableNames, type TableName } from '../../queries/tables.ts'
import type { Batch } from '../state/ledger.ts'

/** A registration as far as its data is concerned. */
export type Registration = Pick<Batch, 'seq' | 'id' | 'path' | 'manifest' | 'status'>

/**
 * The registrations whose rows may be visible, in order. `leaned` ones were undone, but a later active batch was
 * found to say some of the same rows and left them out: those rows, and no others, are still read from there.
 */
export interface BatchSet {
  readonly active: readonly Registration[]
  readonly leaned: readonly Registration[]
}

/** Which of all registrations count. */
export function batchSet(registrations: readonly Registration[]): BatchSet {
  const active = registrations.filter(({ status }) => status === 'active')
  const leaned = registrations.filter(
    ({ status, seq }) => status === 'undone' && active.some((later) => confirms(later, seq)),
  )
  return { active, leaned }
}

/** The same registrations with one of them undone. */
export function withoutBatch(registrations: readonly Registration[], seq: number): Registration[] {
  return registrations.map((each) => (each.seq === seq ? { ...each, status: 'undone' } : each))
}

/** Whether a batch left out rows because the registration `seq` said the same, in one table or in any. */
export function confirms({ manifest }: Registration, seq: number, table?: TableName): boolean {
  const asked = table ? [table] : tableNames
  return asked.some((name) => manifest.tables[name]?.confirmed[seq] !== undefined)
}

/** 16 hex digits that are equal exactly when model, time zone and batches are: then every answer is equal too. */
export function dataVersion(model_version: string, time_zone: string, { active, leaned }: BatchSet): string {
  const parts = [...active, ...leaned].map(({ id, seq, status }) =>
    status === 'active' ? id : `${id}@${seq}`,
  )
  return createHash('sha256')
    .update(JSON.stringify([model_version, time_zone, parts]))
    .digest('hex')
    .slice(0, 16)
}
