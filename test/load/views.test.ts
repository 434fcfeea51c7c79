import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Registration } from '../../server/load/batch-set.ts'
import { rowsFrom } from '../../server/load/process-duckdb.ts'
import { rowsOf } from '../../server/load/views.ts'
import { openState } from '../../server/state/state.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

describe('a data folder', () => {
  it.each(["it's = 1 好", 'a[b]*c', 'a{b,c} %20 #1'])('may be called %s', async (name) => {
    const chain = newChain(join(emptyFolder(), name))
    await chain.load({ purchases: [line('o1', '2026-01-05 04:00:00', 10)] })
    await chain.load({
      purchases: [line('o2', '2026-02-05 04:00:00', 10), line('o1', '2026-01-05 04:00:00', 12)],
    })
    expect(await chain.ask('select sum(net_amount)::int as net from sale_day')).toEqual([{ net: 22 }])
  })

  it('may not have a question mark in its path', () => {
    const place = join(emptyFolder(), 'a?b')
    expect(() => openState(place)).toThrow(expect.objectContaining({ code: 'bad_data_dir' }))
  })
})

describe('batches from before a field existed', () => {
  it.each([
    ['alone, the field empty', ['old'], undefined, null],
    ['beside one that holds it, the field empty', ['old', 'new'], undefined, null],
    ['with the scale that their plan says', ['old', 'new'], { wifi: { min: 0, max: 4 } }, 4],
  ])('are read %s', async (_, batches, scale, high) => {
    const folder = emptyFolder()
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const rating = `select 's1' as survey_id, 'wifi' as item, 4.0::double as rating, null::double as expectation, null::double as importance, 0::smallint as _source`
    for (const [name, sql] of [
      ['old', rating],
      ['new', `${rating}, 1.0::double as scale_min, 7.0::double as scale_max`],
    ] as const) {
      mkdirSync(join(folder, name))
      await connection.run(`copy (${sql}) to '${folder}/${name}/survey_items.parquet'`)
    }
    const registered = batches.map(
      (name, nth) =>
        ({
          ...{ path: join(folder, name), id: name, seq: nth + 1 },
          manifest: { plan: name === 'old' ? { scale } : {}, tables: {} },
        }) as unknown as Registration,
    )
    const rows = await rowsFrom(connection, `${rowsOf('survey_items', registered)} order by batch_seq`)
    expect(rows).toEqual(
      batches.map((batch_id, nth) => ({
        ...{ survey_id: 's1', item: 'wifi', rating: 4, expectation: null, importance: null },
        ...(batch_id === 'old'
          ? { scale_min: high === null ? null : 0, scale_max: high }
          : { scale_min: 1, scale_max: 7 }),
        ...{ batch_id, batch_seq: nth + 1 },
      })),
    )
    connection.closeSync()
  })
})
