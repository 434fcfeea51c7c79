import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../server/state/migrations.ts'
import { openState, transaction } from '../../server/state/state.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

describe('the state store', () => {
  it('is made with its folder, and every commit waits for the disk', () => {
    const { database, close } = openState(join(emptyFolder(), 'new', 'data'))
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
    close()
  })

  it('brings an older store to the present shape and keeps what is in it', () => {
    const folder = emptyFolder()
    const old = new DatabaseSync(join(folder, 'state.db'))
    old.exec(`${migrations[0]}; pragma user_version = 1; insert into setting values ('currency', 'EUR')`)
    old.close()
    const { database, close } = openState(folder)
    expect(database.prepare('pragma user_version').get()).toEqual({ user_version: migrations.length })
    expect(database.prepare('select value from setting').get()).toEqual({ value: 'EUR' })
    close()
  })

  it('is made once, whoever opens it at the same time', async () => {
    const threads = 2
    const folders = Array.from({ length: 40 }, () => emptyFolder())
    const barrier = new Int32Array(new SharedArrayBuffer(4))
    const opening = Array.from({ length: threads }, async () => {
      const url = new URL('./open-at-once.ts', import.meta.url)
      const worker = new Worker(url, { workerData: { folders, threads, barrier } })
      const [failed] = (await once(worker, 'message')) as [string[]]
      return failed
    })
    expect((await Promise.all(opening)).flat()).toEqual([])
  })

  it('that a later version wrote is refused and left as it is', () => {
    const folder = emptyFolder()
    const later = new DatabaseSync(join(folder, 'state.db'))
    later.exec('pragma user_version = 999')
    later.close()
    expect(() => openState(folder)).toThrow(expect.objectContaining({ code: 'state_newer' }))
  })

  it('that cannot be read is called damaged, with its path', () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'state.db'), 'this is no database, whatever its name says'.repeat(100))
    const params = { path: join(folder, 'state.db') }
    expect(() => openState(folder)).toThrow(expect.objectContaining({ code: 'state_damaged', params }))
  })

  it.each(['missing', 'empty'])(
    'that is %s beside batches is not simply made anew: nothing would name the batches',
    (how) => {
      const folder = emptyFolder()
      mkdirSync(join(folder, 'batches', '0123456789abcdef'), { recursive: true })
      if (how === 'empty') writeFileSync(join(folder, 'state.db'), '')
      expect(() => openState(folder)).toThrow(expect.objectContaining({ code: 'state_missing' }))
    },
  )
})

describe('a transaction', () => {
  it('that throws changes nothing', () => {
    const state = openState(emptyFolder())
    const put = () => state.database.exec("insert into setting values ('currency', 'EUR')")
    expect(() => transaction(state, () => (put(), transaction(state, put)))).toThrow(/UNIQUE/)
    expect(state.database.prepare('select count(*) as n from setting').get()).toEqual({ n: 0 })
    state.close()
  })
})
