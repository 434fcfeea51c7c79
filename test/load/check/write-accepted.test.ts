import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { batchColumns } from '../../../server/load/views.ts'
import { checking, planOf } from './run-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-accepted-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = 'order_id,line_no,store_id,channel,ordered_at,quantity,net_amount,kind'
const good = ['A2,1,S1,shop,2026-02-03 10:00:00,1,5.00,sale', 'A1,1,S1,shop,2026-01-02 10:00:00,2,7.50,sale']

/** The rows of a batch in the order of its file, as a batch's reader sees them. */
async function written(name: string, ...lines: readonly string[]) {
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`)
  return checking(await planOf([path], 'UTC'), async ({ rows, report }) => {
    const read = await rows('accepted/purchases', '1 = 1')
    const columns = [...Object.keys(batchColumns('purchases')), '_source', '_line']
    const { rejected, duplicates } = report.tables[0]!
    return { rows: read.map((row) => columns.map((column) => row[column])), rejected, duplicates }
  })
}

describe('the file of the accepted rows', () => {
  it('says the same whether all rows were taken or some were left out', async () => {
    const whole = await written('whole', ...good)
    expect(whole).toMatchObject({ rejected: 0, duplicates: 0 })
    expect(whole.rows.map(([order]) => order)).toEqual(['A1', 'A2'])
    const cut = await written('rejected', ...good, 'A3,1,S1,shop,2026-01-04 10:00:00,1,x,sale')
    expect(cut).toEqual({ ...whole, rejected: 1 })
    const twice = await written('duplicate', ...good, good[0]!)
    expect(twice).toMatchObject({ rejected: 0, duplicates: 1 })
    expect(twice.rows.map((row) => row.slice(0, -1))).toEqual(whole.rows.map((row) => row.slice(0, -1)))
  })

  it('turns the signs of returns that a till writes with positive amounts', async () => {
    const { rows } = await written('returns', ...good, 'A4,1,S1,shop,2026-03-04 10:00:00,1,2.00,return')
    expect(rows.map((row) => row[Object.keys(batchColumns('purchases')).indexOf('net_amount')])).toEqual([
      '7.5000',
      '5.0000',
      '-2.0000',
    ])
  })
})
