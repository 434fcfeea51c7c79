import { describe, expect, it } from 'vitest'
import type { Registration } from '../../server/load/batch-set.ts'
import { monthGroups, rowsWithin, stretches } from '../../server/load/build-months.ts'
import { withDuckDb } from '../../server/load/process-duckdb.ts'
import type { Manifest } from '../../server/state/ledger.ts'
import { emptyFolder } from './loaded-chain.ts'

const inDuckDb = <T>(work: Parameters<typeof withDuckDb<T>>[2]) =>
  withDuckDb(':memory:', { work_dir: emptyFolder() }, work)

function batchOf(seq: number, from: string, to: string, time_zone = 'Asia/Shanghai'): Registration {
  const purchases = { rows: 10, corrected: 0, confirmed: {}, from, to }
  return {
    seq,
    id: `b${seq}`,
    path: `/data/b${seq}`,
    status: 'active',
    manifest: { tables: { purchases }, plan: { time_zone } } as unknown as Manifest,
  }
}

describe('months of the chain', () => {
  it('begin and end at its own midnight: January in Shanghai begins at 16:00 UTC on 31 December', async () => {
    const found = await inDuckDb((connection) => stretches(connection, ['2026-01'], 'Asia/Shanghai'))
    expect(found).toEqual([
      {
        time_zone: 'Asia/Shanghai',
        from: '2026-01-01',
        before: '2026-02-01',
        from_instant: '2025-12-31 16:00:00',
        before_instant: '2026-01-31 16:00:00',
      },
    ])
  })

  it('that follow each other are read in one stretch, also over the year’s end', async () => {
    const months = ['2026-03', '2025-12', '2026-01', '2026-05']
    const found = await inDuckDb((connection) => stretches(connection, months, 'UTC'))
    expect(found.map(({ from, before }) => [from, before])).toEqual([
      ['2025-12-01', '2026-02-01'],
      ['2026-03-01', '2026-04-01'],
      ['2026-05-01', '2026-06-01'],
    ])
  })

  it.each([
    ['Asia/Shanghai', [3]],
    ['Asia/Tokyo', [2, 3, 4]],
  ])('are read from the batches that may hold a row of them; loaded in %s, %j', async (zone, expected) => {
    const set = {
      active: [
        batchOf(1, '2025-01-01', '2026-01-30', zone),
        batchOf(2, '2026-01-31', '2026-01-31', zone),
        batchOf(3, '2026-02-01', '2026-02-28', zone),
        batchOf(4, '2026-03-01', '2026-03-01', zone),
        batchOf(5, '2026-03-02', '2026-04-01', zone),
      ],
      leaned: [],
    }
    const [february] = await inDuckDb((connection) => stretches(connection, ['2026-02'], 'Asia/Shanghai'))
    const sql = rowsWithin('purchases', set, [february!])
    expect([1, 2, 3, 4, 5].filter((seq) => sql.includes(`/data/b${seq}/`))).toEqual(expected)
  })

  it('in which something may have happened are all built, in one group while there is little', async () => {
    const set = { active: [batchOf(1, '2025-11-10', '2026-01-20')], leaned: [] }
    expect(await inDuckDb((connection) => monthGroups(connection, set))).toEqual([
      ['2025-11', '2025-12', '2026-01'],
    ])
  })
})
