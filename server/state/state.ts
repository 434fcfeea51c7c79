import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ProductError } from '../errors.ts'
import { dataDir, type DataDir } from './data-dir.ts'
import { migrations } from './migrations.ts'

/** The open state store of one data folder. */
export interface State {
  readonly dir: DataDir
  readonly database: DatabaseSync
  close(): void
}

/**
 * Opens the state store below `data_dir`, creating folder and store when they are missing and bringing an older
 * store to the present shape. Every commit is on the disk when it returns. Several processes may have it open.
 * Throws `state_newer` for a store written by a later version, `state_damaged` for one that SQLite cannot read, and
 * `state_missing` where there are batches without a store, `bad_data_dir` where nothing can be written, and for a path
 * with a question mark, below which DuckDB cannot write.
 */
export function openState(data_dir: string): State {
  const dir = dataDir(data_dir)
  if (dir.root.includes('?')) throw new ProductError('bad_data_dir', { value: dir.root, reason: '?' })
  makeRoot(dir)
  if (isStateMissing(dir)) throw new ProductError('state_missing', { path: dir.state })
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(dir.state, { timeout: patience_ms })
    writeAhead(database)
    database.exec('pragma synchronous = full')
    migrate(database, dir.state)
  } catch (error) {
    database?.close()
    if (hasCode(error, sqliteCorrupt, sqliteNotADatabase))
      throw new ProductError('state_damaged', { path: dir.state }, { cause: error })
    throw hasCode(error, sqliteReadOnly, sqliteCannotOpen) ? unusable(dir, 'state.db', error) : error
  }
  const open = database
  return { dir, database: open, close: () => open.close() }
}

function makeRoot(dir: DataDir): void {
  try {
    mkdirSync(dir.root, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unusable(dir, (error as NodeJS.ErrnoException).code ?? String(error), error)
  }
}

const unusable = ({ root: value }: DataDir, reason: string, cause: unknown) =>
  new ProductError('bad_data_dir', { value, reason }, { cause })

/** For a process that serves many and must not stand still: it waits but a moment when another program is writing. */
export function waitBriefly({ database }: State): void {
  database.exec('pragma busy_timeout = 200')
}

/** Whether there are batches and no store that could name them. */
export function isStateMissing(dir: DataDir): boolean {
  const empty = !existsSync(dir.state) || statSync(dir.state).size === 0
  return empty && existsSync(dir.batches) && readdirSync(dir.batches).length > 0
}

/**
 * Runs `work` as one transaction that no other process can interleave with: all of it is kept, or none. Within another
 * transaction it is part of that one.
 */
export function transaction<T>(state: Pick<State, 'database'>, work: () => T): T {
  if (state.database.isTransaction) return work()
  state.database.exec('begin immediate')
  try {
    const result = work()
    state.database.exec('commit')
    return result
  } catch (error) {
    if (state.database.isTransaction) state.database.exec('rollback')
    throw error
  }
}

/** SQLite does not wait by itself when another process is making the same store. */
function writeAhead(database: DatabaseSync): void {
  for (
    const until = performance.now() + patience_ms;
    ;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  ) {
    try {
      database.exec('pragma journal_mode = wal')
      return
    } catch (error) {
      if (!hasCode(error, sqliteBusy) || performance.now() > until) throw error
    }
  }
}

function migrate(database: DatabaseSync, path: string): void {
  if (version(database) === migrations.length) return
  transaction({ database }, () => {
    const from = version(database)
    if (from > migrations.length) throw new ProductError('state_newer', { path })
    for (const migration of migrations.slice(from)) database.exec(migration)
    database.exec(`pragma user_version = ${migrations.length}`)
  })
}

function version(database: DatabaseSync): number {
  return Number(database.prepare('pragma user_version').get()?.user_version)
}

const patience_ms = 10_000
const sqliteBusy = 5
const sqliteReadOnly = 8
const sqliteCorrupt = 11
const sqliteCannotOpen = 14
const sqliteNotADatabase = 26

function hasCode(error: unknown, ...codes: number[]): boolean {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' && codes.includes(code & 0xff)
}
