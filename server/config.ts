import { accessSync, constants, mkdirSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { Locale } from '../queries/metric.ts'
import { ProductError } from './errors.ts'
import { isLoopback } from './loopback.ts'
import { memoryOf } from './memory.ts'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a process is told from outside. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Absolute path of the folder that holds the chain's data. */
  readonly data_dir: string
  readonly log_level: LogLevel
  /** How many threads the process has for work beside JavaScript. */
  readonly thread_pool: number
  /** Bytes that DuckDB may take for answering questions. */
  readonly query_memory: number
}

export const least_thread_pool = 16
const default_thread_pool = 4

/** The settings of the process; an empty variable counts as absent. Throws a ProductError that names the variable for the first bad value; touches nothing. */
export function readConfig(environment: Environment = process.env): Config {
  return {
    port: readPort(environment.PORT || '4600'),
    host: readHost(environment.HOST || '127.0.0.1'),
    data_dir: resolve(environment.DATA_DIR || 'data'),
    log_level: readLogLevel(environment.LOG_LEVEL || 'warn'),
    thread_pool: Number(environment.UV_THREADPOOL_SIZE || default_thread_pool),
    query_memory: readMemory('QUERY_MEMORY', environment.QUERY_MEMORY || '40%'),
  }
}

/** What a load of a hundred million lines can do with beside 3 GB for what is not DuckDB's; beyond it DuckDB writes to disk. */
const load_memory_at_most = 5e9

/** Bytes that DuckDB may take for a load, in the process that loads. Throws `bad_memory`. */
export function readLoadMemory({ LOAD_MEMORY }: Environment = process.env): number {
  if (LOAD_MEMORY) return readMemory('LOAD_MEMORY', LOAD_MEMORY)
  return Math.min(readMemory('LOAD_MEMORY', '50%'), load_memory_at_most)
}

/** Throws `thread_pool_small` when slow questions could stop the whole process. */
export function requireThreadPool({ thread_pool }: Config): void {
  if (!(thread_pool >= least_thread_pool))
    throw new ProductError('thread_pool_small', { value: thread_pool, min: least_thread_pool })
}

/** Makes the data folder when it is missing, closed to other accounts of the computer. Throws `bad_data_dir` when it cannot be written to. */
export function requireDataDir({ data_dir }: Config): void {
  try {
    mkdirSync(data_dir, { recursive: true, mode: 0o700 })
    accessSync(data_dir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new ProductError('bad_data_dir', { value: data_dir, reason }, { cause: error })
  }
}

/** The language that the terminal is set to. */
export function languageOfTerminal({ LC_ALL, LC_MESSAGES, LANG }: Environment = process.env): Locale {
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh-CN' : 'en'
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN
  if (!(port <= 65_535)) throw new ProductError('bad_port', { value })
  return port
}

function readMemory(name: string, value: string): number {
  const bytes = memoryOf(value)
  if (bytes === null) throw new ProductError('bad_memory', { name, value })
  return bytes
}

function readHost(value: string): string {
  const isAddress = isIP(value) !== 0 || value.toLowerCase() === 'localhost'
  if (!isAddress || !isLoopback(value)) throw new ProductError('host_not_loopback', { value })
  return value
}

function readLogLevel(value: string): LogLevel {
  const level = logLevels.find((name) => name === value)
  if (!level) throw new ProductError('bad_log_level', { value, choices: logLevels.join(', ') })
  return level
}
