import { openAsBlob } from 'node:fs'
import type { ParamValue } from './engine.ts'
import { ClickHouseError, clickHouseSettings } from './clickhouse.ts'
import type { BoundParams, ClickHouseTransport } from './clickhouse.ts'

/** Where a ClickHouse server is and who asks. */
export interface ClickHouseAddress {
  /** For example `http://127.0.0.1:8123`. */
  readonly url: string
  readonly database?: string
  readonly user?: string
  readonly password?: string
}

/**
 * A ClickHouse server over HTTP. The server sends its answer only when it is complete, and stops a question whose
 * caller has gone.
 */
export function clickHouseHttp({ url, database, user, password }: ClickHouseAddress): ClickHouseTransport {
  const headers = {
    ...(user && { 'X-ClickHouse-User': user }),
    ...(password && { 'X-ClickHouse-Key': password }),
    ...(database && { 'X-ClickHouse-Database': database }),
  }
  const post = async (search: URLSearchParams, body: string | Blob, signal?: AbortSignal) => {
    const response = await fetch(`${url}/?${search}`, {
      method: 'POST',
      headers,
      body,
      signal: signal ?? null,
    })
    const text = await response.text()
    if (!response.ok) throw new ClickHouseError(text)
    return text
  }
  return {
    async run(sql, params = {}) {
      await post(searchOf(params), sql)
    },
    ask: (sql, params = {}, signal) => post(searchOf(params, reading), sql, signal),
    async insertParquet(table, file) {
      const search = searchOf({})
      search.set('query', `insert into ${table} format Parquet`)
      await post(search, await openAsBlob(file))
    },
    async close() {},
  }
}

/** A server stops a select whose caller has gone only when the select may not write. */
const reading = { readonly: 2, cancel_http_readonly_queries_on_client_close: 1 }

function searchOf(params: BoundParams, more: Readonly<Record<string, number>> = {}): URLSearchParams {
  const settings = { ...clickHouseSettings, wait_end_of_query: 1, ...more }
  const search = Object.entries(settings).map(([name, value]) => [name, String(value)])
  const bound = Object.entries(params).map(([name, value]) => [`param_${name}`, parameterText(value)])
  return new URLSearchParams([...search, ...bound] as [string, string][])
}

/** A value as ClickHouse reads it from `param_<name>`: escaped text, or a list of quoted texts. */
export function parameterText(value: ParamValue): string {
  if (typeof value === 'object') return `[${value.map((member) => `'${escaped(member)}'`).join(',')}]`
  return typeof value === 'number' ? String(value) : escaped(value)
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
}

function escaped(text: string): string {
  return text.replace(/[\\'\t\n\r\0]/g, (character) => escapes[character]!)
}
