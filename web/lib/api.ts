import type { freshness } from '../../queries/data/freshness.ts'
import type { Metric, ParamsOf, Row } from '../../queries/metric.ts'
import { m } from './paraglide/messages.js'
import { patiently } from './patiently.ts'
import { settings } from './settings.svelte.ts'
import { Turns } from './turns.ts'

/** What the server said went wrong, in the reader's language. `code` is stable; `offline` means no answer came at all. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly parameter: string | undefined

  constructor(code: string, message: string, status: number, parameter?: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.parameter = parameter
  }
}

/** How a request is made. Aborting it makes the promise reject with the signal’s reason. */
export interface AskOptions {
  readonly signal?: AbortSignal
  /** It is for something further down the page: it is asked when all questions asked without this but the last are answered. */
  readonly later?: boolean
}

/** The answer to a metric: its rows in the order of its SQL, and the version of the data they come from. */
export interface Answer<M extends Metric> {
  readonly rows: Row<M>[]
  readonly data_version: string
}

/** How a number comes about, as the server tells it. */
export interface Explanation {
  readonly sql: string
  readonly params: Readonly<Record<string, string | number | readonly string[]>>
  /** Null where the engine cannot tell. */
  readonly rows_read: number | null
  readonly data_version: string
  readonly built_at: string
  /** How far the tables reach that the metric needs. */
  readonly freshness: readonly Row<typeof freshness>[]
}

const turns = new Turns()

/** Asks one metric. Rejects with ApiError, or with the signal's reason when it was aborted. */
export function ask<M extends Metric>(
  metric: M,
  params: ParamsOf<M>,
  options: AskOptions = {},
): Promise<Answer<M>> {
  const work = () => answerTo(metric, params, options)
  return options.later ? turns.later(work) : turns.now(work)
}

async function answerTo<M extends Metric>(
  metric: M,
  params: ParamsOf<M>,
  options: AskOptions,
): Promise<Answer<M>> {
  const response = await patiently(
    () => send('GET', metricPath(metric, params), undefined, options, arrow),
    options,
  )
  if (!response.ok) throw await errorOf(response)
  const version = response.headers.get('x-data-version')
  if (version) for (const listener of listeners) listener(version)
  if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as Answer<M>
  const { arrowRows } = await import('./arrow-rows.ts')
  return arrowRows(new Uint8Array(await response.arrayBuffer()), metric.columns) as Answer<M>
}

const listeners = new Set<(data_version: string) => void>()

/** Calls `listener` with the version of the data behind each answer that arrives. */
export function onDataVersion(listener: (data_version: string) => void): void {
  listeners.add(listener)
}

/** How the answer to a metric comes about: definition, SQL with its parameters, rows read. */
export async function explain<M extends Metric>(
  metric: M,
  params: ParamsOf<M>,
  options: AskOptions = {},
): Promise<Explanation> {
  const path = metricPath(metric, params, '/explain')
  const response = await patiently(() => send('GET', path, undefined, options), options)
  if (!response.ok) throw await errorOf(response)
  return (await response.json()) as Explanation
}

/** Address of a metric's answer; `suffix` may be `/explain`, `format` one of the server's formats. */
export function metricPath<M extends Metric>(
  metric: M,
  params: ParamsOf<M>,
  suffix: '' | '/explain' = '',
  format?: 'csv' | 'xlsx' | 'json' | 'arrow',
): string {
  const search = searchOf(params)
  if (format) search.set('format', format)
  return `/api/metrics/${metric.id}${suffix}?${search}`
}

function searchOf(params: object): URLSearchParams {
  const entries = Object.entries(params as Record<string, string | number | readonly string[] | undefined>)
  return new URLSearchParams(
    entries.flatMap(([name, value]) => {
      if (value === undefined) return []
      return typeof value === 'object' ? value.map((one) => [name, one]) : [[name, String(value)]]
    }),
  )
}

/** Plain requests to the server. Each rejects with ApiError when the answer is not a success. */
export const api = {
  get: (path: string, options: AskOptions = {}): Promise<unknown> => request('GET', path, undefined, options),
  /** A body is sent as JSON, form data as multipart. */
  post: (path: string, body?: object, options: AskOptions = {}): Promise<unknown> =>
    request('POST', path, body ?? {}, options),
  put: (path: string, body: object, options: AskOptions = {}): Promise<unknown> =>
    request('PUT', path, body, options),
  delete: (path: string, options: AskOptions = {}): Promise<unknown> =>
    request('DELETE', path, undefined, options),
}

async function request(
  method: string,
  path: string,
  body: object | undefined,
  options: AskOptions,
): Promise<unknown> {
  const response = await send(method, path, body, options)
  if (!response.ok) throw await errorOf(response)
  if (response.status === 204) return undefined
  return response.headers.get('content-type')?.includes('json') ? response.json() : response.blob()
}

const json = 'application/json'
const arrow = `application/vnd.apache.arrow.stream, ${json}`

async function send(
  method: string,
  path: string,
  body: object | undefined,
  { signal }: AskOptions,
  accept = json,
): Promise<Response> {
  const headers = new Headers({ 'accept-language': settings.locale, accept })
  const form = body instanceof FormData
  if (method !== 'GET' && !form) headers.set('content-type', json)
  const payload = form ? body : JSON.stringify(method === 'DELETE' ? {} : body)
  try {
    return await fetch(path, { method, headers, signal, body: method === 'GET' ? undefined : payload })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('offline', m.error_offline(), 0)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as {
    error?: { code: string; message: string; parameter?: string }
  } | null
  const {
    code = 'unknown',
    message = m.error_status({ status: response.status }),
    parameter,
  } = body?.error ?? {}
  return new ApiError(code, message, response.status, parameter)
}
