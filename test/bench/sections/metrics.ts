import { join } from 'node:path'
import { metrics } from '../../../queries/index.ts'
import { openAnalystPool } from '../../../server/analysis/analyst-pool.ts'
import { openDuckDb } from '../../../server/engine/duckdb.ts'
import { writeBaseTables } from '../base-tables.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Figure, Findings, Target } from '../figure.ts'
import { timesOf } from '../metric-times.ts'
import type { MetricTimes } from '../metric-times.ts'
import { openPostgres } from '../postgres.ts'
import { atShare, spreadOf } from '../spread.ts'

const limit_ms = 100
const most_in_postgres = 20_000_000

/**
 * Every metric of the registry with random parameters, no cache in between, against straightforward SQL: what both read, so
 * that the statistics that some answers need count as ours alone and not in how many times faster we read.
 */
export async function measureMetrics(chain: ChainFolder): Promise<Findings> {
  await chain.loadOnce()
  const base = join(chain.work, 'base.duckdb')
  const snapshot = await writeBaseTables(chain.data, base)
  const postgres =
    chain.lines > most_in_postgres
      ? 'PostgreSQL was not compared: to fill it takes longer than all the rest.'
      : await openPostgres(base)
  const [product, straight] = [await openDuckDb(snapshot), await openDuckDb(base)]
  const pool = openAnalystPool()
  const is_there = typeof postgres !== 'string'
  try {
    const places = { product, analyst: pool.analyst, straight, postgres: is_there ? postgres : null }
    const times: MetricTimes[] = []
    for (const metric of metrics) times.push(await timesOf(metric, chain.seed, places))
    return {
      figures: figuresOf(times),
      details: times.map(detailOf),
      notes: notesOf(times, is_there ? [] : [postgres]),
    }
  } finally {
    await Promise.all([product.close(), pool.close(), straight.close()])
    if (is_there) await postgres.stop()
  }
}

function figuresOf(times: readonly MetricTimes[]): Figure[] {
  const all = spreadOf(times.flatMap(({ product }) => product))
  const slow = times.filter(({ product }) => atShare(product, 0.95) > limit_ms)
  const wrong = times.flatMap((each) => each.wrong)
  const figure = (name: string, unit: Figure['unit'], value: number, target?: Target): Figure => ({
    ...{ section: 'metrics', name, unit, value },
    ...(target && { target }),
  })
  const compared = (name: string, place: 'straight' | 'postgres', target?: Target): Figure[] => {
    const measured = times.filter((each) => each[place].length > 0)
    if (measured.length === 0) return []
    return [
      figure(`${name}, median of the metrics`, 'ms', half(measured.map((each) => half(each[place])))),
      figure(
        `faster than ${name}, median of the metrics`,
        'times',
        half(measured.map((each) => half(timesFaster(each, place)))),
        target,
      ),
    ]
  }
  const statistics = times.flatMap((each) => each.statistics)
  const given_up = times.reduce((sum, each) => sum + each.given_up, 0)
  return [
    figure('all metrics, p50', 'ms', all.p50),
    figure('all metrics, p95', 'ms', all.p95, { at_most: limit_ms }),
    figure('all metrics, max', 'ms', all.max),
    figure('of it statistics, where there are any, p50', 'ms', half(statistics)),
    figure(`metrics with p95 over ${limit_ms} ms`, 'n', slow.length, { at_most: 0 }),
    ...compared('straightforward SQL', 'straight', { at_least: 100 }),
    figure(
      'answers compared with straightforward SQL',
      'n',
      times.flatMap(({ straight }) => straight).length - given_up,
    ),
    figure('straightforward SQL given up', 'n', given_up),
    ...compared('PostgreSQL', 'postgres'),
    figure('wrong answers', 'n', wrong.length, { at_most: 0 }),
  ]
}

function detailOf(each: MetricTimes) {
  const { id, product, statistics, straight, given_up, postgres, empty, wrong } = each
  const { p50, p95, max } = spreadOf(product)
  const known = (values: readonly number[]) => (values.length > 0 ? half(values) : null)
  return {
    ...{ metric: id, p50_ms: p50, p95_ms: p95, max_ms: max, statistics_p50_ms: known(statistics), empty },
    ...{ straight_sets: straight.length, given_up },
    ...{ straight_p50_ms: known(straight), times_faster: known(timesFaster(each, 'straight')) },
    ...{ postgres_sets: postgres.length, postgres_p50_ms: known(postgres) },
    than_postgres: known(timesFaster(each, 'postgres')),
    same: straight.length > 0 || wrong.length > 0 ? wrong.length === 0 : null,
  }
}

function half(values: readonly number[]): number {
  return atShare(values, 0.5)
}

function timesFaster(each: MetricTimes, place: 'straight' | 'postgres'): number[] {
  return each[place].map((slow, nth) => slow / each.reading[nth]!)
}

function notesOf(times: readonly MetricTimes[], others: readonly string[]): string[] {
  const without = times.filter(({ straight }) => straight.length === 0)
  return [
    `${without.length} of ${times.length} metrics have no straightforward SQL to compare with.`,
    ...others,
    ...times.flatMap(({ id, not_in_postgres: why }) =>
      why ? [`${id} was not asked of PostgreSQL. ${why}`] : [],
    ),
    ...times.flatMap(({ wrong }) => wrong).slice(0, 10),
  ]
}
