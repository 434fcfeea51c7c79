import { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { metrics } from '../../queries/index.ts'
import type { Metric } from '../../queries/metric.ts'
import { questionOf } from '../../server/engine/question.ts'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { injections } from '../fixtures/hostile.ts'
import { productServer } from './product-server.ts'
import { isLong, report } from './tier.ts'

const all: readonly Metric[] = metrics
let server: Awaited<ReturnType<typeof productServer>>
const executed = new Set<string>()
const figures = {
  strings: injections.length,
  requests: 0,
  refused: 0,
  answered: 0,
  failed: 0,
  told_too_much: 0,
}

beforeAll(async () => {
  const { prepare, run } = DuckDBConnection.prototype
  server = await productServer(cornerShop)
  vi.spyOn(DuckDBConnection.prototype, 'prepare').mockImplementation(function (this: DuckDBConnection, sql) {
    executed.add(sql)
    return prepare.call(this, sql)
  })
  vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(function (this: DuckDBConnection, ...args) {
    executed.add(args[0])
    return run.apply(this, args)
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await server.close()
})

const standard: Record<string, string> = {
  from: '2026-01-01',
  to: '2026-03-31',
  base_from: '2025-01-01',
  base_to: '2025-03-31',
}

const quarter = 'from=2026-01-01&to=2026-03-31'

function required({ params }: Metric): Record<string, string> {
  return Object.fromEntries(
    Object.entries(standard).filter(([name]) => name in params || name === 'from' || name === 'to'),
  )
}

/** The SQL of a metric for every kind of question above, with harmless values. */
function sqlTextsOf(metric: Metric): string[] {
  const lists = Object.entries(metric.params).filter(([, { kind }]) => kind === 'list')
  const shapes = [{}, ...lists.flatMap(([name]) => [{ [name]: ['tea'] }, { [name]: ['!tea'] }])]
  return shapes.map((shape) => questionOf(metric, { ...required(metric), ...shape }).sql)
}

const internal =
  /\b(select|from [a-z_]+\b.*where|parser error|binder error|catalog error|\.duckdb|\.ts:\d|node_modules|at async|\/work\/|\/tmp\/regulars)/i

async function ask(url: string, headers: Record<string, string> = {}): Promise<void> {
  const { statusCode, body, headers: answered } = await server.app.inject({ url, headers })
  figures.requests += 1
  if (statusCode === 200 || statusCode === 304) figures.answered += 1
  else if (statusCode >= 400 && statusCode < 500) figures.refused += 1
  else figures.failed += 1
  if (statusCode >= 400) {
    const { error } = JSON.parse(body) as { error: { message: string } }
    const sent = decodeURIComponent(url.replaceAll('+', ' '))
    const said = sent.includes(error.message)
      ? ''
      : injections.reduce((text, each) => text.replaceAll(each.slice(0, 60), ''), error.message)
    if (internal.test(said)) figures.told_too_much += 1
    expect(String(answered['content-type'])).toContain('application/json')
  }
}

/** Every parameter by name, with the metrics that have it. */
const bearers = new Map<string, Metric[]>()
for (const metric of all)
  for (const name of Object.keys(metric.params)) bearers.set(name, [...(bearers.get(name) ?? []), metric])

/**
 * In the long tier every string, shared among the metrics that have a parameter of this name, and never less than 25 for
 * one of them; in the fast one forty a metric, other ones for the next.
 */
function hostileFor(metric: Metric, name: string): readonly string[] {
  const strings = (first: number, count: number) =>
    Array.from({ length: count }, (_, n) => injections[(first + n) % injections.length]!)
  if (isLong) {
    const among = bearers.get(name)!
    const share = Math.max(25, Math.ceil(injections.length / among.length))
    return strings(among.indexOf(metric) * share, share)
  }
  const names = Object.keys(metric.params)
  return strings(all.indexOf(metric) * 40, 40).filter((_, n) => n % names.length === names.indexOf(name))
}

describe('values never become SQL', () => {
  it.each(all.map((metric) => [metric.id, metric] as const))('in any parameter of %s', async (id, metric) => {
    for (const name of Object.keys(metric.params)) {
      const askWith = (value: string) =>
        ask(`/api/metrics/${id}?${new URLSearchParams({ ...required(metric), [name]: value })}`)
      await askWith('harmless')
      const statements = executed.size
      for (const hostile of hostileFor(metric, name)) await askWith(hostile)
      expect(executed.size, `statements that a value of ${name} has made`).toBe(statements)
    }
    expect(figures.failed).toBe(0)
  })

  it('nor in a name of a parameter, a path, a format or a language', async () => {
    for (const hostile of injections) {
      await ask(`/api/metrics/kpi/sales?${quarter}&${encodeURIComponent(hostile)}=1`)
      await ask(`/api/metrics/kpi/${encodeURIComponent(hostile)}?${quarter}`)
      await ask(`/api/metrics/kpi/sales?${quarter}&format=${encodeURIComponent(hostile)}`)
      await ask(`/api/metrics/kpi/sales/explain?${quarter}&lang=${encodeURIComponent(hostile)}`)
    }
    expect(figures.failed).toBe(0)
  })

  it('nor in a header', async () => {
    const printable = injections.filter((text) => /^[\x20-\x7e]+$/.test(text))
    for (const [nth, hostile] of printable.entries()) {
      const name = [
        'accept',
        'accept-language',
        'if-none-match',
        'user-agent',
        'referer',
        'cookie',
        'x-forwarded-for',
      ]
      await ask(`/api/metrics/kpi/sales?${quarter}`, { [name[nth % name.length]!]: hostile })
    }
    expect(figures.failed).toBe(0)
  })

  it('nor in the body of an export', async () => {
    for (const hostile of injections) {
      const { statusCode } = await server.app.inject({
        method: 'POST',
        url: '/api/export',
        payload: {
          title: hostile,
          filters: { store: [hostile] },
          sheets: [
            {
              metric: 'kpi/targets',
              title: hostile,
              params: { from: '2026-01-01', to: '2026-01-31', store: [hostile] },
            },
          ],
        },
      })
      figures.requests += 1
      figures[statusCode >= 500 ? 'failed' : statusCode >= 400 ? 'refused' : 'answered'] += 1
    }
    expect(figures.failed).toBe(0)
  })

  it('the statements that ran are those of the product, whatever was asked', () => {
    const known = all.flatMap(sqlTextsOf)
    const foreign = [...executed].filter((sql) => !known.some((text) => sql.includes(text)))
    report('values that try to become SQL', {
      ...figures,
      statements: executed.size,
      foreign: foreign.length,
    })
    expect(foreign).toEqual([])
    expect(figures).toMatchObject({ failed: 0, told_too_much: 0 })
  })

  it('and the data is as it was', async () => {
    const { statusCode } = await server.app.inject({ url: `/api/metrics/kpi/sales?${quarter}` })
    expect(statusCode).toBe(200)
  })
})
