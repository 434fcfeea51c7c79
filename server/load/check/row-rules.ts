import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { Note } from '../../../queries/loading/report.ts'
import type { ReasonCode } from './reasons.ts'

/** A finding that one row shows by itself: SQL over `v_<field>`. */
export interface RowRule {
  readonly field: string
  readonly code: ReasonCode
  readonly params?: Note['params']
  readonly when: string
  /** Fields the rule looks at; without them it does not apply. */
  readonly needs: readonly string[]
}

const follows = (field: string, predecessor: string): RowRule => ({
  field,
  code: 'before_predecessor',
  params: { predecessor },
  when: `v_${field} < v_${predecessor}`,
  needs: [field, predecessor],
})

const rules: Readonly<Partial<Record<TableName, readonly RowRule[]>>> = {
  stores: [follows('closed_on', 'opened_on')],
  surveys: [follows('answered_at', 'invited_at')],
  campaigns: [follows('ends_on', 'starts_on')],
  service_contacts: [follows('first_response_at', 'at')],
  purchases: [
    {
      field: 'net_amount',
      code: 'positive_return',
      when: `v_kind = 'return' and v_net_amount > 0`,
      needs: ['kind', 'net_amount'],
    },
  ],
}

/** Findings to look for in a table whose fields are these. A moment counts as future from one day after `now` on. */
export function rowRules(table: TableName, fields: ReadonlySet<string>, now: Date): RowRule[] {
  const known = [...(rules[table] ?? []), ...inTheFuture(table, now)]
  return known.filter(({ needs }) => needs.every((field) => fields.has(field)))
}

function inTheFuture(table: TableName, now: Date): RowRule[] {
  const { happened, fields } = canonicalTables[table]
  const field = table === 'customers' ? 'joined_on' : happened
  if (field === null || (fields[field]!.type !== 'instant' && table !== 'customers')) return []
  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 19).replace('T', ' ')
  return [{ field, code: 'in_the_future', when: `v_${field} > timestamp '${tomorrow}'`, needs: [field] }]
}
