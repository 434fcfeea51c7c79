import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formulas, markups } from '../fixtures/hostile.ts'

/** Every text that would run as script or as a formula. */
export const texts = [...markups, ...formulas]
/** The nth of them, counted round. */
export const text = (n: number): string => texts[n % texts.length]!

/** A chain in which every text that a person could have written is one of the hostile ones, file names included. */
export function writeHostileChain(folder: string): void {
  mkdirSync(folder)
  const each = <T>(count: number, row: (n: number) => T) => Array.from({ length: count }, (_, n) => row(n))
  const day = (n: number) => `2026-0${1 + (n % 3)}-${String(1 + (n % 28)).padStart(2, '0')}`
  const write = (name: string, rows: readonly Record<string, string | number>[]) => {
    const lines = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    const quoted = lines.map((cells) =>
      cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','),
    )
    writeFileSync(join(folder, `${name}.csv`), quoted.join('\r\n'))
  }
  const count = texts.length
  write(
    'stores',
    each(count, (n) => ({ store_id: `S${n}`, name: text(n), region: text(n % 7), city: text(n + 1) })),
  )
  write(
    'products',
    each(count, (n) => ({ product_id: `P${n}`, name: text(n), category: text(n % 9), brand: text(n + 2) })),
  )
  write(
    'customers',
    each(count, (n) => ({
      customer_id: text(n) + n,
      joined_on: '2025-06-01',
      join_channel: text(n + 3),
      home_store_id: `S${n}`,
      city: text(n),
      name: text(n + 4),
      phone: '13800000000',
    })),
  )
  write(
    'purchases <img src=x onerror=window.hacked=1> =1+1',
    each(count * 12, (n) => ({
      order_id: `O${n}`,
      line_no: 1,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      channel: text(n % 5),
      ordered_at: `${day(n)} 10:00:00`,
      product_id: `P${n % count}`,
      quantity: 1,
      net_amount: 10 + (n % 90),
    })),
  )
  write(
    'surveys',
    each(count * 3, (n) => ({
      survey_id: `V${n}`,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      channel: text(n),
      answered_at: `${day(n)} 12:00:00`,
      nps: n % 11,
      csat: 1 + (n % 5),
      ces: 1 + (n % 5),
      comment: text(n + 5),
    })),
  )
  write(
    'survey_items',
    each(count * 3, (n) => ({ survey_id: `V${n}`, item: text(n % 4), rating: 1 + (n % 5) })),
  )
  write(
    'complaints',
    each(count * 3, (n) => ({
      complaint_id: `C${n}`,
      customer_id: text(n) + (n % count),
      store_id: `S${n % count}`,
      product_id: `P${n % count}`,
      channel: text(n % 5),
      category: text(n % 6),
      subcategory: text(n % 11),
      received_at: `${day(n)} 09:00:00`,
      root_cause: text(n % 8),
      resolution: text(n),
      text: text(n + 6),
    })),
  )
  write(
    'campaigns',
    each(6, (n) => ({
      campaign_id: `A${n}`,
      name: text(n * 17),
      kind: text(n),
      channel: text(n),
      starts_on: day(n),
      ends_on: '2026-03-20',
      window_days: 14,
    })),
  )
  write(
    'campaign_contacts',
    each(count * 3, (n) => ({
      campaign_id: `A${n % 6}`,
      customer_id: text(n) + (n % count),
      arm: n % 4 ? 'treatment' : 'control',
    })),
  )
  write(
    'costs',
    each(6, (n) => ({
      cost_id: `X${n}`,
      month: '2026-02',
      kind: 'media',
      amount: 100,
      campaign_id: `A${n}`,
      note: text(n),
    })),
  )
  write(
    'grades',
    each(count, (n) => ({ customer_id: text(n) + n, effective_on: '2025-07-01', grade: text(n % 4) })),
  )
}
