import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Mart } from '../../queries/model/model.ts'
import { modelOf, readModel } from '../../server/load/build-model.ts'
import { compact } from '../../server/load/build-compact.ts'
import { requireSpaceAt } from '../../server/load/job-failure.ts'
import { rowsFrom, withDuckDb } from '../../server/load/process-duckdb.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']
const past = {
  purchases: months.flatMap((month) =>
    Array.from({ length: 10 }, (_, n) =>
      line(`${month}-${n}`, `${month}-${10 + n} 04:00:00`, 1, { customer_id: `c${n}` }),
    ),
  ),
}

describe('marts that stand aside', () => {
  it('rest on marts that are there before them, and no other mart rests on them', () => {
    const { marts, inputs } = readModel()
    const aside = marts.filter(({ stands_aside }) => stands_aside)
    const names = new Set(aside.map(({ name }) => name))
    const before = marts.slice(0, marts.indexOf(aside[0]!)).map(({ name }) => name)
    expect(names).toContain('model_fit')
    for (const { name, upkeep } of aside) {
      expect(['whole', 'fitted'], name).toContain(upkeep)
      expect(
        [...inputs[name]!.difference(names)].filter((read) => !before.includes(read)),
        name,
      ).toEqual([])
    }
    for (const { name } of marts.filter((mart) => !aside.includes(mart)))
      expect(inputs[name]!.isDisjointFrom(names), name).toBe(true)
  })
})

describe('an increment', () => {
  it('builds the month and the customers of one new day, and nothing else', async () => {
    const chain = newChain()
    await chain.load(past)
    const { build } = await chain.load({
      purchases: [line('new', '2025-06-30 04:00:00', 1, { customer_id: 'c3' })],
    })
    expect(build).toMatchObject({
      how: 'increment',
      months: ['2025-06'],
      customers: 1,
      tables: { purchases: 61 },
    })
    const rebuilt = Object.fromEntries(
      build!.marts.map(({ name, rows, rebuilt_rows }) => [name, [rebuilt_rows, rows]]),
    )
    expect(rebuilt).toMatchObject({
      purchase_order: [11, 61],
      sale_day: [11, 61],
      visit: [2, 61],
      customer: [1, 10],
      customer_key: [0, 10],
    })
  })

  it('that moves a sale builds the month it leaves and the one it enters, and both customers', async () => {
    const chain = newChain()
    await chain.load(past)
    const moved = line('2025-02-3', '2025-05-01 04:00:00', 1, { customer_id: 'c9' })
    expect((await chain.load({ purchases: [moved] })).build).toMatchObject({
      months: ['2025-02', '2025-05'],
      customers: 2,
    })
  })

  it('that cancels an order builds the month of the order', async () => {
    const chain = newChain()
    await chain.load(past)
    const cancelled = line('2025-01-0', '2025-06-29 04:00:00', -1, {
      line_no: 2,
      kind: 'cancel',
      customer_id: 'c0',
    })
    expect((await chain.load({ purchases: [cancelled] })).build).toMatchObject({
      months: ['2025-01', '2025-06'],
    })
    expect(await chain.ask("select 1 from sale_day where day = '2025-01-10'")).toEqual([])
  })

  it('with a changed grade builds the months from its day on in which its customer did something', async () => {
    const chain = newChain()
    await chain.load({ ...past, purchases: [...past.purchases.slice(0, 20), ...past.purchases.slice(40)] })
    const { build } = await chain.load({
      grades: [{ customer_id: 'c5', effective_on: '2025-02-15', grade: 'gold' }],
    })
    expect(build).toMatchObject({ months: ['2025-02', '2025-05', '2025-06'], customers: 1 })
  })

  it('that moves a store to another region moves the steps between its purchase days', async () => {
    const chain = newChain()
    const { store_id } = past.purchases[0]!
    await chain.load({ ...past, stores: [{ store_id, name: 'Lakeside', region: 'North' }] })
    const { build } = await chain.load({ stores: [{ store_id, name: 'Lakeside', region: 'South' }] })
    expect(build!.how).toBe('increment')
    expect(
      await chain.ask('select region, max(next_day)::text as last_day from region_step group by region'),
    ).toEqual([{ region: 'South', last_day: '2025-06-19' }])
  })

  it('that moves a store tells the sales of its old region apart in every month', async () => {
    const chain = newChain()
    const store = (nth: number, region: string) => ({ store_id: `s${nth}`, name: `Store ${nth}`, region })
    const elsewhere = line('other', '2024-12-05 04:00:00', 5, { store_id: 's2' })
    await chain.load({
      purchases: [...past.purchases, elsewhere],
      stores: [store(1, 'South'), store(2, 'South')],
    })
    const sold = (mart: string) =>
      chain.ask(`select store.region, sum(net_amount)::int as net
                   from ${mart} join store on store_key = region_key group by region order by region`)
    const marts = ['category_day', 'region_day']
    for (const mart of marts) expect(await sold(mart)).toEqual([{ region: 'South', net: 65 }])
    const { build } = await chain.load({ stores: [store(1, 'North')] })
    expect(build!.how).toBe('increment')
    for (const mart of marts)
      expect(await sold(mart)).toEqual([
        { region: 'North', net: 60 },
        { region: 'South', net: 5 },
      ])
  })

  it('that only says what is there builds nothing', async () => {
    const chain = newChain()
    await chain.load(past)
    const { build } = await chain.load({ purchases: past.purchases.slice(0, 30) })
    expect(build).toMatchObject({ how: 'increment', months: [], customers: 0 })
  })

  it('begins from nothing when most lines change', async () => {
    const chain = newChain()
    await chain.load({ purchases: past.purchases.slice(0, 10) })
    expect((await chain.load({ purchases: past.purchases.slice(10) })).build!.how).toBe('full')
  })

  it('begins from nothing when the model has changed', async () => {
    const chain = newChain()
    await chain.load(past)
    const product = readModel()
    const changed = modelOf(
      product.marts,
      product.sql,
      `${product.macros}\ncreate or replace macro reg_new(x) as x;`,
    )
    const { load } = newChain(chain.data_dir, changed)
    expect((await load({ purchases: [line('new', '2025-06-30 04:00:00', 1)] })).build!.how).toBe('full')
  })

  it('sorts a mart again once half of it was written out of order', async () => {
    const chain = newChain()
    await chain.load(past)
    const unsorted: number[] = []
    for (let n = 0; n < 6; n += 1) {
      const { build } = await chain.load({ purchases: [line(`new${n}`, '2025-06-30 04:00:00', 1)] })
      unsorted.push(build!.marts.find(({ name }) => name === 'purchase_order')!.unsorted_rows)
    }
    expect(unsorted).toEqual([11, 23, 0, 14, 29, 0])
    const days = await chain.ask<{ day: Date }>('select day from purchase_order')
    expect(days.map(({ day }) => +day)).toEqual(days.map(({ day }) => +day).sort((a, b) => a - b))
  })
})

describe('a snapshot', () => {
  it('stays until two newer ones have come', async () => {
    const chain = newChain()
    const versions: string[] = []
    for (let n = 0; n < 4; n += 1)
      versions.push(
        (await chain.load({ purchases: [line(`n${n}`, '2025-01-01 04:00:00', 1)] })).data_version!,
      )
    const files = versions.slice(2).map((version) => `${version}.duckdb`)
    expect(readdirSync(join(chain.data_dir, 'snapshots')).sort()).toEqual(files.sort())
  })

  it('from before a load is used again when the load is undone', async () => {
    const chain = newChain()
    const before = await chain.load(past)
    const { batch_id } = await chain.load({ purchases: [line('new', '2025-06-30 04:00:00', 1)] })
    const undone = await chain.undo(batch_id!)
    expect(undone).toMatchObject({ data_version: before.data_version, build: { how: 'republished' } })
  })

  it('is not published when a mart writes outside the months it is built for', async () => {
    const day = 'cast(reg_day(ordered_at) + to_months(1) as date)'
    const marts: Mart[] = [{ name: 'late', upkeep: 'month', order_by: ['day'] }]
    const model = modelOf(marts, { late: `select ${day} as day from purchases` }, readModel().macros)
    const chain = newChain(emptyFolder(), model)
    await expect(chain.load({ purchases: past.purchases.slice(0, 10) })).rejects.toThrow(
      'late: 10 rows written, 0 within their months',
    )
  })

  it('gives back the room of deleted rows when it is more than half of the file', async () => {
    const work_dir = emptyFolder()
    const file = join(work_dir, 'a.duckdb')
    const run = (sql: string) =>
      withDuckDb(file, { work_dir }, async (connection) => void (await connection.run(sql)))
    await run('create table big as select hash(i) as h from range(20000000) as t(i)')
    await run('create table kept as select i from range(1000) as t(i); drop table big; checkpoint')
    const before = statSync(file).size
    await compact(file, { work_dir })
    expect(statSync(file).size).toBeLessThan(before / 10)
    const kept = await withDuckDb(file, { work_dir }, (connection) =>
      rowsFrom(connection, 'select count(*) as n from kept'),
    )
    expect(kept).toEqual([{ n: 1000 }])
  })
})

describe('free disk', () => {
  it('is looked at first: what does not fit is refused with both sizes', () => {
    const folder = emptyFolder()
    mkdirSync(join(folder, 'data'))
    requireSpaceAt(folder, 1)
    expect(() => requireSpaceAt(folder, 1e18)).toThrow(
      expect.objectContaining({
        code: 'disk_too_small',
        params: expect.objectContaining({ needed: '1000000000.0 GB' }),
      }),
    )
  })
})
