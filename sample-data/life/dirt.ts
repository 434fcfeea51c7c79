/** What becomes of a dirty row when it is loaded. */
export type DirtEffect = 'rejected' | 'duplicate' | 'finding' | 'accepted'

interface Dirt {
  readonly kind: string
  readonly effect: DirtEffect
  /** Place in the cycle of rows. */
  readonly at: number
  /** The cells to replace, by column; the row is written twice when it is a duplicate. */
  readonly cells: Readonly<Record<string, string>>
}

interface DirtyFile {
  readonly columns: readonly string[]
  /** Rows after which the dirt repeats; the spacing keeps rejects below 5 % from the first row on. */
  readonly cycle: number
  readonly dirt: readonly Dirt[]
}

const complaints: DirtyFile = {
  columns: [
    ...[
      'complaint_id',
      'customer_id',
      'store_id',
      'order_id',
      'product_id',
      'channel',
      'category',
      'subcategory',
    ],
    ...[
      'severity',
      'received_at',
      'root_cause',
      'resolution',
      'compensation_amount',
      'follow_up_score',
      'text',
    ],
  ],
  cycle: 246,
  dirt: [
    { kind: 'full_width_digits', effect: 'accepted', at: 8, cells: { compensation_amount: '１２．５０' } },
    { kind: 'impossible_date', effect: 'rejected', at: 20, cells: { received_at: '2026/2/30 10:00' } },
    { kind: 'duplicate_key', effect: 'duplicate', at: 33, cells: { resolution: '更正：已补偿' } },
    { kind: 'currency_sign', effect: 'accepted', at: 47, cells: { compensation_amount: '"￥1,280.00"' } },
    { kind: 'unreadable_date', effect: 'rejected', at: 61, cells: { received_at: '待确认' } },
    { kind: 'unknown_store', effect: 'finding', at: 80, cells: { store_id: 'S999' } },
    { kind: 'missing_key', effect: 'rejected', at: 102, cells: { complaint_id: '' } },
    { kind: 'missing_category', effect: 'rejected', at: 143, cells: { category: '' } },
    { kind: 'absurd_amount', effect: 'rejected', at: 184, cells: { compensation_amount: '88888888888888' } },
    { kind: 'unreadable_amount', effect: 'rejected', at: 225, cells: { compensation_amount: '约五十元' } },
  ],
}

const complaint_events: DirtyFile = {
  columns: ['complaint_id', 'stage', 'at'],
  cycle: 320,
  dirt: [
    { kind: 'unknown_stage', effect: 'rejected', at: 40, cells: { stage: '转派' } },
    { kind: 'duplicate_key', effect: 'duplicate', at: 75, cells: {} },
    { kind: 'missing_key', effect: 'rejected', at: 130, cells: { complaint_id: '' } },
    { kind: 'unreadable_date', effect: 'rejected', at: 220, cells: { at: '——' } },
  ],
}

const dirtyFiles = { complaints, complaint_events } as const
export type DirtyTable = keyof typeof dirtyFiles

/** How many rows of a file are dirty in one way, and what a load makes of them. */
export interface DirtCount {
  readonly kind: string
  readonly effect: DirtEffect
  rows: number
}

/** Soils every so-many-th row of some tables as people do, and counts what it did. */
export class DirtBook {
  readonly counts: Readonly<Record<DirtyTable, DirtCount[]>> = { complaints: [], complaint_events: [] }
  private readonly seen = { complaints: 0, complaint_events: 0 }

  /** The lines to write instead of the clean row, and whether a load will accept one of them. */
  soil(table: DirtyTable, cells: readonly string[]): { lines: readonly string[]; accepted: boolean } {
    const { columns, cycle, dirt } = dirtyFiles[table]
    const place = this.seen[table]++ % cycle
    const clean = `${cells.join(',')}\n`
    const found = dirt.find(({ at }) => at === place)
    if (!found) return { lines: [clean], accepted: true }
    this.count(table, found)
    const soiled = `${cells.map((cell, nth) => found.cells[columns[nth] as string] ?? cell).join(',')}\n`
    return {
      lines: found.effect === 'duplicate' ? [clean, soiled] : [soiled],
      accepted: found.effect !== 'rejected',
    }
  }

  /** Rows of a table that a load will not accept, or that name a key again. */
  rows(table: DirtyTable, effect: DirtEffect): number {
    return this.counts[table].reduce((sum, count) => sum + (count.effect === effect ? count.rows : 0), 0)
  }

  private count(table: DirtyTable, { kind, effect }: Dirt): void {
    const counts = this.counts[table]
    const count = counts.find((other) => other.kind === kind)
    if (count) count.rows++
    else counts.push({ kind, effect, rows: 1 })
  }
}
