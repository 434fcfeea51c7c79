import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { check } from '../../server/commands/check.ts'
import { modelOf, readModel } from '../../server/load/build-model.ts'
import { recover, type Recovery } from '../../server/load/recover.ts'
import { activeBatches, currentSnapshot } from '../../server/state/ledger.ts'
import { readSettings, writeSettings } from '../../server/state/settings.ts'
import { openState } from '../../server/state/state.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { emptyFolder, line, newChain, type Chain } from '../load/loaded-chain.ts'
import { report, times } from './tier.ts'

const model = readModel()
const past = {
  purchases: Array.from({ length: 40 }, (_, n) => line(`o${n}`, `2026-01-${10 + (n % 20)} 04:00:00`, 1)),
}
const fresh = { purchases: [line('n1', '2026-02-01 04:00:00', 5)] }
let prepared: string
let chain: Chain

beforeAll(async () => {
  prepared = emptyFolder()
  const { load, data_dir } = newChain(prepared)
  await load(past)
  await load(fresh)
  const state = openState(data_dir)
  writeSettings(state, { chain_name: '好邻居' })
  state.close()
})

beforeEach(() => {
  const data_dir = emptyFolder()
  cpSync(prepared, data_dir, { recursive: true })
  chain = newChain(data_dir)
})

/** What the next start finds, in short. */
async function start<T>(look: (recovery: Recovery) => T | Promise<T>): Promise<T> {
  const recovery = await recover(chain.data_dir, model)
  try {
    return await look(recovery)
  } finally {
    recovery.state.close()
  }
}
const codes = ({ found }: Recovery) =>
  found.map(({ code, repaired }) => `${code}${repaired ? ' repaired' : ''}`)
const below = (folder: string) => readdirSync(folder).map((name) => join(folder, name))
const batchFolders = () => below(join(chain.data_dir, 'batches'))
const snapshotFile = () => {
  const state = openState(chain.data_dir)
  const { path } = currentSnapshot(state)!
  state.close()
  return path
}
const netNow = async () =>
  (await chain.ask<{ net: number }>('select cast(sum(net_amount) as double) as net from sale_day'))[0]!.net
const repairNow = () => check(chain.data_dir, true, () => {})

describe('a start after nothing has happened', () => {
  it('finds nothing and has the snapshot at once', async () => {
    expect(await start((it) => [codes(it), it.rebuild, basename(it.snapshot!.path)])).toEqual([
      [],
      false,
      basename(snapshotFile()),
    ])
  })
})

describe('a snapshot', () => {
  const damage: Record<string, (path: string) => void> = {
    missing: (path) => rmSync(path),
    truncated: (path) => truncateSync(path, 5_000),
    empty: (path) => truncateSync(path, 0),
    'not a database': (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'x')),
    'another version': (path) => {
      const other = readdirSync(join(path, '..')).find((name) => name !== basename(path))!
      copyFileSync(join(path, '..', other), path)
    },
  }
  it.each(Object.keys(damage))('that is %s is built again from the batches', async (how) => {
    damage[how]!(snapshotFile())
    expect(await start((it) => it.rebuild)).toBe(true)
    await chain.rebuild()
    expect(await start((it) => [codes(it), it.rebuild])).toEqual([[], false])
    expect(await netNow()).toBe(45)
  })

  it('that cannot be used leaves the last good one to serve meanwhile', async () => {
    truncateSync(snapshotFile(), 5_000)
    const served = await start((it) => it.snapshot!.build.tables.purchases)
    expect(served).toBe(40)
  })

  it('with a damaged block inside is found by a check, and repaired', async () => {
    const path = snapshotFile()
    const bytes = readFileSync(path)
    bytes.fill(0x5a, bytes.length - 300_000, bytes.length - 200_000)
    writeFileSync(path, bytes)
    expect(await check(chain.data_dir, false, () => {})).toMatchObject({
      sound: false,
      found: [{ code: 'snapshot_damaged' }],
    })
    expect(await repairNow()).toMatchObject({
      sound: true,
      found: expect.arrayContaining([
        expect.objectContaining({ code: 'snapshot_damaged', repaired: true }),
      ]) as object,
    })
    expect(await netNow()).toBe(45)
  })

  it.each([
    ['sale_day', "select * from (%) where day <> date '2026-02-03'"],
    ['table_profile_month', 'select * replace (row_count + 1 as row_count) from (%)'],
  ])('whose totals in %s are not those of the batches is not published', async (mart, spoilt) => {
    const sql = { ...model.sql, [mart]: spoilt.replace('%', model.sql[mart]!) }
    const forgetful = modelOf(model.marts, sql, model.macros)
    const news = { purchases: [line('n2', '2026-02-02 20:00:00', 5), line('n3', '2026-02-04 04:00:00', 5)] }
    const loaded = newChain(chain.data_dir, forgetful).load(news)
    await expect(loaded).rejects.toMatchObject({ code: 'snapshot_wrong' })
    expect(await start((it) => [it.rebuild, activeBatches(it.state).length])).toEqual([false, 2])
    expect(await netNow()).toBe(45)
  })

  it('of another time zone is built again', async () => {
    const state = openState(chain.data_dir)
    writeSettings(state, { time_zone: 'America/New_York' })
    state.close()
    expect(await start((it) => [codes(it), it.rebuild])).toEqual([['snapshot_outdated'], true])
  })
})

describe('the ledger', () => {
  const lose: Record<string, (path: string) => void> = {
    missing: (path) => rmSync(path),
    empty: (path) => truncateSync(path, 0),
    truncated: (path) => truncateSync(path, 6_000),
    overwritten: (path) => writeFileSync(path, Buffer.alloc(20_000, 'x')),
  }
  it.each(Object.keys(lose))(
    'that is %s is read again from the batches, which all count as before',
    async (how) => {
      const before = await start(({ state }) => activeBatches(state).map(({ manifest }) => manifest))
      lose[how]!(join(chain.data_dir, 'state.db'))
      const after = await start((it) => {
        expect(codes(it)).toContain('state_rebuilt repaired')
        return activeBatches(it.state).map(({ manifest }) => manifest)
      })
      expect(after).toEqual(before)
      await chain.rebuild()
      expect(await netNow()).toBe(45)
      expect(readdirSync(chain.data_dir).some((name) => name.startsWith('state.db.damaged'))).toBe(
        how === 'truncated' || how === 'overwritten',
      )
    },
  )

  it('read again has the settings of the last load', async () => {
    const { batch_id } = await chain.load({ purchases: [line('n2', '2026-02-02 04:00:00', 5)] })
    expect(batch_id).toBeTruthy()
    rmSync(join(chain.data_dir, 'state.db'))
    expect(await start(({ state }) => readSettings(state).chain_name)).toBe('好邻居')
  })

  it('read again knows that a batch was undone, and which of its rows a later one has confirmed', async () => {
    const state = openState(chain.data_dir)
    const [first] = activeBatches(state)
    state.close()
    await chain.load({ purchases: past.purchases.slice(0, 10) })
    await chain.undo(first!.id)
    expect(await netNow()).toBe(15)
    rmSync(join(chain.data_dir, 'state.db'))
    expect(await start(({ state: again }) => activeBatches(again).map(({ id }) => id))).not.toContain(
      first!.id,
    )
    await chain.rebuild()
    expect(await netNow()).toBe(15)
  })
})

describe('a batch', () => {
  const damage: Record<string, (path: string) => void> = {
    missing: (path) => rmSync(path),
    truncated: (path) => truncateSync(path, 100),
    changed: (path) => {
      const bytes = readFileSync(path)
      bytes[Math.floor(bytes.length / 2)]! ^= 0xff
      writeFileSync(path, bytes)
    },
  }
  it.each(Object.keys(damage))('whose file is %s is named, and what is served stays', async (how) => {
    const [folder] = batchFolders()
    damage[how]!(join(folder!, 'purchases.parquet'))
    const params = { batch: basename(folder!), file: 'purchases.parquet' }
    await expect(chain.rebuild()).rejects.toMatchObject({ code: 'batch_damaged', params })
    expect(await start((it) => [it.rebuild, it.snapshot!.build.tables.purchases])).toEqual([false, 41])
    expect(await check(chain.data_dir, true, () => {})).toMatchObject({
      sound: false,
      found: [{ code: 'batch_damaged', what: `${params.batch}/purchases.parquet`, repaired: false }],
    })
    await chain.undo(params.batch)
    expect(await check(chain.data_dir, false, () => {})).toMatchObject({ sound: true, found: [] })
  })

  it('that was never registered is removed, and so is the work of a process that has gone', async () => {
    const loose = join(chain.data_dir, 'batches', 'fedcba9876543210')
    cpSync(batchFolders()[0]!, loose, { recursive: true })
    for (const gone of ['999999999.1.abcd', `${process.pid}.1.abcd`])
      mkdirSync(join(chain.data_dir, 'tmp', gone), { recursive: true })
    expect(await start(codes)).toEqual(['unfinished repaired', 'unfinished repaired'])
    expect([existsSync(loose), readdirSync(join(chain.data_dir, 'tmp'))]).toEqual([false, []])
  })

  it('whose manifest is not the one in the ledger is found by a check', async () => {
    const [folder] = batchFolders()
    writeFileSync(join(folder!, 'manifest.json'), '{}')
    expect(await check(chain.data_dir, false, () => {})).toMatchObject({
      sound: false,
      found: [{ code: 'manifest_differs' }],
    })
  })
})

describe('a restored backup', () => {
  it('that was complete but not in place yet is put in place, from wherever it was interrupted', async () => {
    const whole = chain.data_dir
    for (const moved of [[], ['identity.key'], ['identity.key', 'batches']]) {
      const data_dir = emptyFolder()
      cpSync(whole, join(data_dir, 'restored'), { recursive: true })
      for (const name of moved) renameSync(join(data_dir, 'restored', name), join(data_dir, name))
      chain = newChain(data_dir)
      expect(await start((it) => [codes(it)[0], activeBatches(it.state).length])).toEqual([
        'restore_finished repaired',
        2,
      ])
    }
  })
})

describe('bytes that go wrong anywhere', () => {
  const dice = new Dice(606)
  const figures = { damaged: 0, repaired: 0, refused: 0, untouched: 0, wrong: 0 }

  function spoilSomewhere(): string {
    const files = readdirSync(chain.data_dir, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(chain.data_dir, path)).isFile() && path !== 'identity.key')
      .sort()
    const path = join(chain.data_dir, dice.pick(files))
    const bytes = readFileSync(path)
    const from = dice.below(bytes.length)
    if (dice.happens(0.3)) truncateSync(path, from)
    else
      writeFileSync(
        path,
        bytes.fill(dice.below(256), from, Math.min(bytes.length, from + 1 + dice.below(5_000))),
      )
    return path
  }

  async function shownNext(): Promise<'repaired' | 'refused' | 'untouched' | 'wrong'> {
    try {
      const rebuild = await start((it) => it.rebuild)
      if (rebuild) await chain.rebuild()
      const net = await netNow()
      return net !== 45 ? 'wrong' : rebuild ? 'repaired' : 'untouched'
    } catch {
      return 'refused'
    }
  }

  it('are repaired, or refused, or do not matter: what is shown is never wrong', async () => {
    for (let turn = 0; turn < times(24, 300); turn += 1) {
      const data_dir = emptyFolder()
      cpSync(prepared, data_dir, { recursive: true })
      chain = newChain(data_dir)
      const path = spoilSomewhere()
      const shown = await shownNext()
      figures.damaged += 1
      figures[shown] += 1
      if (shown === 'wrong') console.error('wrong after damage to', path)
    }
    report('bytes that go wrong', figures)
    expect(figures.wrong).toBe(0)
  })
})
