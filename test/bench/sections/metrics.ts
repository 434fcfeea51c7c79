import { join } from 'node:path'
import { metrics } from '../../../queries/index.ts'
import { withStatistics } from '../../../server/analysis/analysing-engine.ts'
import { openDuckDb } from '../../../server/engine/duckdb.ts'
import { writeBaseTables } from '../base-tables.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Figure, Findings, Target } from '../figure.ts'
import { timesOf } from '../metric-times.ts'
import type { MetricTimes } from '../metric-times.ts'
import { openPostgres } from '../postgres.ts'
import { atShare, spreadOf } from '../spread.ts'

const limit_ms = 100

/** Every metric of the registry with random parameters, no cache in between, against straightforward SQL. */
export async function measureMetrics(chain: ChainFolder): Promise<Findings> {
  await chain.loadOnce()
  const base = join(chain.work, 'base.duckdb')
  const snapshot = await writeBaseTables(chain.data, base)
  const postgres = await openPostgres(base)
  const [product, straight] = [await openDuckDb(snapshot), await openDuckDb(base)]
  const is_there = typeof postgres !== 'string'
  try {
    const places = {
      product: withStatistics(product),
      straight: withStatistics(straight),
      postgres: is_there ? postgres : null,
    }
    const times: MetricTimes[] = []
    for (const metric of metrics) times.push(await timesOf(metric, chain.seed, places))
    return {
      figures: figuresOf(times),
      details: times.map(detailOf),
      notes: notesOf(times, is_there ? [] : [postgres]),
    }
  } finally {
    await Promise.all([product.close(), straight.close()])
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
    const slower = times.flatMap((each) => each[place])
    if (slower.length === 0) return []
    const ratios = times.flatMap((each) => timesFaster(each, place))
    return [
      figure(`${name}, p50`, 'ms', spreadOf(slower).p50),
      figure(`faster than ${name}, median`, 'times', spreadOf(ratios).p50, target),
    ]
  }
  return [
    figure('all metrics, p50', 'ms', all.p50),
    figure('all metrics, p95', 'ms', all.p95, { at_most: limit_ms }),
    figure('all metrics, max', 'ms', all.max),
    figure(`metrics with p95 over ${limit_ms} ms`, 'n', slow.length, { at_most: 0 }),
    ...compared('straightforward SQL', 'straight', { at_least: 100 }),
    ...compared('PostgreSQL', 'postgres'),
    figure('wrong answers', 'n', wrong.length, { at_most: 0 }),
  ]
}

function detailOf(each: MetricTimes) {
  const { id, product, straight, postgres, empty, wrong } = each
  const { p50, p95, max } = spreadOf(product)
  const half = (values: readonly number[]) => (values.length > 0 ? atShare(values, 0.5) : null)
  return {
    ...{ metric: id, p50_ms: p50, p95_ms: p95, max_ms: max, empty },
    ...{ straight_p50_ms: half(straight), times_faster: half(timesFaster(each, 'straight')) },
    ...{ postgres_p50_ms: half(postgres), than_postgres: half(timesFaster(each, 'postgres')) },
    same: straight.length > 0 || wrong.length > 0 ? wrong.length === 0 : null,
  }
}

function timesFaster(each: MetricTimes, place: 'straight' | 'postgres'): number[] {
  return each[place].map((slow, nth) => slow / each.product[nth]!)
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
