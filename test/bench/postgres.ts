import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ParamValue, Question } from '../../server/engine/engine.ts'
import { rewriteHoles } from '../../server/engine/sql.ts'
import { quoted, textList } from '../../server/load/views-sql.ts'

/** A PostgreSQL server of our own that holds the base tables. */
export interface Postgres {
  /**
   * How long the first questions took there, in milliseconds, as `psql` saw it: ten of them, or as many as there was time for.
   * One that took too long counts as long as it might have taken.
   */
  timeAll(questions: readonly Question[]): number[]
  stop(): Promise<void>
}

const limits = { questions: 10, patience_ms: 10_000, budget_ms: 10_000 }
const nobody = 65_534
const types: Readonly<Record<string, string>> = {
  VARCHAR: 'text',
  DOUBLE: 'double precision',
  UBIGINT: 'numeric',
  HUGEINT: 'numeric',
  TINYINT: 'smallint',
}
/** PostgreSQL refuses to run as root. */
const as_user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** Starts a server from the binaries of this machine and fills it from a database of base tables; a text says why it could not. */
export async function openPostgres(base: string): Promise<Postgres | string> {
  const [initdb, server, psql] = ['initdb', 'postgres', 'psql'].map(binary)
  if (!initdb || !server || !psql)
    return 'PostgreSQL was not compared: initdb, postgres and psql are neither in PATH nor below /usr/lib/postgresql.'
  const folder = mkdtempSync(join(tmpdir(), 'regulars-postgres-'))
  chmodSync(folder, 0o711)
  if (as_user.uid) chownSync(folder, as_user.uid, as_user.gid)
  const port = await freePort()
  const data = join(folder, 'data')
  must(
    spawnSync(initdb, ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale', 'C'], {
      ...as_user,
      cwd: folder,
      encoding: 'utf8',
    }),
  )
  const child = spawn(server, ['-D', data, '-p', String(port), '-k', folder, ...settings()], {
    ...as_user,
    cwd: folder,
    stdio: 'ignore',
  })
  const run = (script: string) =>
    must(
      spawnSync(
        psql,
        [
          '-X',
          '-h',
          '127.0.0.1',
          '-p',
          String(port),
          '-U',
          'bench',
          '-d',
          'postgres',
          '-v',
          'ON_ERROR_STOP=0',
        ],
        { input: script, encoding: 'utf8', maxBuffer: 1 << 30 },
      ),
    )
  const stop = () => ended(child).then(() => rmSync(folder, { recursive: true, force: true }))
  try {
    await answers(() => run('select 1'))
    await fill(base, folder, run)
  } catch (error) {
    await stop()
    throw error
  }
  return { timeAll: (questions) => timeAll(questions, run), stop }
}

/** As an administrator would set it up for reports on a machine of its own. */
function settings(): string[] {
  const quarter = `${Math.round(totalmem() / 4 / 1e6)}MB`
  const all = {
    listen_addresses: '127.0.0.1',
    shared_buffers: quarter,
    work_mem: '256MB',
    maintenance_work_mem: '512MB',
    fsync: 'off',
    random_page_cost: '1.1',
    max_wal_size: '8GB',
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function fill(base: string, folder: string, run: (script: string) => string): Promise<void> {
  const instance = await DuckDBInstance.create(base, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const file = join(folder, 'table.csv')
  try {
    for (const table of await tablesOf(connection)) {
      await connection.run(`copy ${table} to ${quoted(file)} (format csv, header false)`)
      run(
        `create table ${table} (${await columnsOf(connection, table)});\n\\copy ${table} from ${quoted(file)} (format csv)\n`,
      )
      rmSync(file)
    }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  run(`\\i ${fileURLToPath(new URL('straight/postgres.sql', import.meta.url))}\n`)
}

async function tablesOf(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `select table_name from duckdb_tables() where table_name <> 'snapshot_meta' order by estimated_size`,
  )
  return reader.getRows().map(([name]) => String(name))
}

async function columnsOf(connection: DuckDBConnection, table: string): Promise<string> {
  const reader = await connection.runAndReadAll(`select name, type from pragma_table_info('${table}')`)
  return reader
    .getRows()
    .map(([name, type]) => `"${name}" ${types[String(type)] ?? type}`)
    .join(', ')
}

function timeAll(questions: readonly Question[], run: (script: string) => string): number[] {
  const times: number[] = []
  for (const question of questions.slice(0, limits.questions)) {
    if (times.reduce((sum, ms) => sum + ms, 0) > limits.budget_ms) break
    times.push(timeIn(run(scriptOf(question))))
  }
  return times
}

/** A question with its values written into it, timed by `psql`; what it answers goes nowhere. */
function scriptOf({ sql, params, kinds }: Question): string {
  const asked = rewriteHoles(asPostgres(sql), (name) => literal(params[name]!, kinds[name] === 'date'))
  return `set statement_timeout = ${limits.patience_ms};\n\\o /dev/null\n\\timing on\n${asked};`
}

/** Quantiles are the one thing that both spell differently and no function of ours can stand for. */
export function asPostgres(sql: string): string {
  return sql.replace(
    /quantile_(cont|disc)\((.+?), (0\.\d+)\)/g,
    'percentile_$1($3) within group (order by $2)',
  )
}

function literal(value: ParamValue, is_date: boolean): string {
  if (Array.isArray(value)) return `array${textList(value)}::text[]`
  if (typeof value === 'number') return String(value)
  return is_date ? `date ${quoted(String(value))}` : quoted(String(value))
}

function timeIn(printed: string): number {
  const time = /^Time: ([\d.]+) ms/m.exec(printed)?.[1]
  if (time === undefined) throw new Error(`psql timed nothing:\n${printed.slice(-1_000)}`)
  return Number(time)
}

function must({ status, stdout, stderr, error }: ReturnType<typeof spawnSync>): string {
  const complaint = String(stderr ?? '')
  const errors = complaint
    .split('\n')
    .filter((line) => /ERROR|FATAL/.test(line) && !/statement timeout/.test(line))
  if (status !== 0 || errors.length > 0)
    throw new Error(`PostgreSQL: ${error?.message ?? complaint.slice(0, 2_000)}`)
  return String(stdout)
}

function binary(name: string): string | undefined {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged)
    ? readdirSync(packaged).map((version) => join(packaged, version, 'bin'))
    : []
  return [...versions, ...(process.env.PATH ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

async function answers(ask: () => unknown): Promise<void> {
  for (const give_up = Date.now() + 30_000; ;) {
    try {
      ask()
      return
    } catch (error) {
      if (Date.now() > give_up) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function ended(child: ChildProcess): Promise<unknown> {
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGINT')
  return closed
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
