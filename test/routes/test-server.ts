import { join } from 'node:path'
import { defineMetric } from '../../queries/metric.ts'
import type { Metric } from '../../queries/metric.ts'
import { base_period, choice, filter, grain, period } from '../../queries/parameters.ts'
import { wordsOf } from '../../queries/words.ts'
import { column } from '../../queries/column.ts'
import { Answering, defaultLimits } from '../../server/answering/answering.ts'
import type { AnsweringLimits } from '../../server/answering/answering.ts'
import { buildApp } from '../../server/app.ts'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import { everyStore, questionOf } from '../../server/engine/question.ts'
import { ProductError } from '../../server/errors.ts'
import type { Jobs } from '../../server/load/job.ts'
import { openState } from '../../server/state/state.ts'
import { watchTroubles } from '../../server/troubles.ts'
import { Uploads } from '../../server/uploads/uploads.ts'
import { temporaryFolder, writeSnapshot } from '../engine/small-snapshot.ts'

const title = { en: 'Sales', 'zh-CN': '销售' }
const definition = { en: 'What was sold.', 'zh-CN': '卖出的金额。' }
const needs = ['purchases']

const sales = defineMetric({
  id: 'test/sales',
  title,
  definition,
  needs,
  params: {
    ...period,
    ...base_period,
    ...filter,
    ...grain('month'),
    by: choice(
      ['store', 'region'],
      'store',
      { en: 'By', 'zh-CN': '维度' },
      wordsOf('dimension', ['store', 'region']),
    ),
    limit: { kind: 'count', default: 100, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    base_from: { kind: 'date', default: '2025-01-01', title },
    base_to: { kind: 'date', default: '2025-01-31', title },
  },
  columns: {
    day: column('date', 'Day', '日期'),
    store: column('text', 'Store', '门店'),
    orders: column('count', 'Orders', '订单数'),
    net_sales: column('money', 'Net sales', '净销售额'),
    share: column('ratio', 'Share', '占比'),
  },
})
const one = { n: column('count', 'N', '数') }
const plain = (id: string) =>
  defineMetric({ id, title, definition, needs, params: { ...period }, columns: one })
const coverage = defineMetric({
  id: 'data/coverage',
  title,
  definition,
  needs: [],
  params: { ...period },
  columns: { first_day: column('date', 'First', '首日'), last_day: column('date', 'Last', '末日') },
})
const freshness = defineMetric({
  id: 'data/freshness',
  title,
  definition,
  needs: [],
  params: { ...period },
  columns: { table_name: column('text', 'Table', '表'), rows: column('count', 'Rows', '行数') },
})
const completeness = defineMetric({
  id: 'data/completeness',
  title,
  definition,
  needs: [],
  params: { ...period },
  columns: {
    table_name: column('text', 'Table', '表'),
    field: column('text', 'Field', '字段'),
    filled: column('count', 'Filled', '已填'),
  },
})
const fragile = defineMetric({
  id: 'test/fragile',
  title,
  definition,
  needs,
  params: {
    ...period,
    rows: { kind: 'count', default: 20_000, min: 0, max: 20_000, title },
    fails_at: { kind: 'count', default: 1_000_000, min: 0, max: 1_000_000, title },
  },
  columns: { n: column('count', 'N', '数'), name: column('text', 'Name', '名称') },
})
const work = defineMetric({
  id: 'test/work',
  title,
  definition,
  needs,
  params: { ...period, seed: { kind: 'count', default: 0, min: 0, max: 1_000_000_000, title } },
  columns: one,
})
const version = defineMetric({
  id: 'test/version',
  title,
  definition,
  needs,
  params: { ...period },
  columns: { version: column('id', 'Version', '版本'), n: column('count', 'N', '数') },
})

/** Asks what `version` asks, and means something else by it. */
const twin = defineMetric({
  id: 'test/twin',
  title,
  definition,
  needs,
  params: { ...period },
  columns: { version: column('text', 'Version', '版本'), n: column('money', 'Sum', '合计') },
})

/** Metrics made to be well behaved, slow, broken half-way or at a row of one's choice, too long, and a fraction of a second's work. */
export const testMetrics: readonly Metric[] = [
  sales,
  plain('test/slow'),
  plain('test/broken'),
  plain('test/endless'),
  plain('test/greedy'),
  fragile,
  work,
  version,
  twin,
  coverage,
  freshness,
  completeness,
]

const versionSql =
  'select v as version, sum(range)::bigint as n from which, range(20000) where $from <= $to group by all'
const sqlTexts: Record<string, string> = {
  'test/sales': `select day, store, orders, net_sales, share from sales
    where day between $from and $to and (len($store) = 0 or list_contains($store, store)) and len($scope) = 1
    order by day, store limit $limit`,
  'test/slow':
    'select sum(a.range * b.range % 7)::bigint as n from range(10000000) a, range(10000000) b where $from <= $to',
  'test/broken': `select case when range = 15000 then error('planted ' || $from) else range end as n from range(20000)`,
  'test/endless': 'select range as n from range(1000000) where $from <= $to',
  'test/fragile': `select range as n, case when range = $fails_at then error('planted') else 'n' || range end as name
    from range($rows) where $from <= $to order by n`,
  'test/work':
    'select count(distinct hash(range + $seed) % 1000)::bigint as n from range(2000000) where $from <= $to',
  'test/greedy':
    'select max(r)::bigint as n from (select row_number() over (order by hash(range)) as r from range(3000000)) where $from <= $to',
  'test/version': versionSql,
  'test/twin': versionSql,
  'data/coverage': `select min(day) as first_day, max(day) + (select length(v) - 2 from which)::integer as last_day
    from sales`,
  'data/freshness': `select 'purchases' as table_name, count(*) + (select length(v) - 2 from which) as rows
    from sales union all select 'stores', 2`,
  'data/completeness': `select 'purchases' as table_name, 'cost_amount' as field, 9 as filled
    union all select 'campaign_contacts', 'cost_amount', length(v) - 2 from which`,
}

/** Six rows: three days, two stores; one value of each kind is missing, one text is hostile. */
const salesRows = `create table sales as select * from (values
  (date '2026-01-01', '东门店', 10, 1234.5000::decimal(18,4), 0.25),
  (date '2026-01-01', '=1+1', 3, -20.0000, 0.5),
  (date '2026-01-02', '东门店', 12, 999.9900, null),
  (date '2026-01-02', '=1+1', null, 0.0000, 0.125),
  (date '2026-02-01', '东门店', 7, null, 1),
  (date '2026-02-01', null, 1, 1.0000, 0)) t(day, store, orders, net_sales, share)`

/** A job desk that has nothing to do. */
const quietJobs: Jobs = {
  start: () => {
    throw new Error('no jobs here')
  },
  get: () => null,
  list: () => [],
  cancel: () => false,
  watch: () => () => {},
  onPublished: () => {},
  close: async () => {},
}

/** Writes a snapshot with the tables of the test metrics; a version of a longer name has later days, fresher rows and more contacts of known cost. */
export function writeTestSnapshot(folder: string, data_version: string): Promise<string> {
  const tables = [salesRows, `create table which as select '${data_version}' as v`]
  return writeSnapshot(join(folder, `${data_version}.duckdb`), data_version, tables)
}

const clock = () => new Date('2026-03-31T20:00:00Z')

/** The whole server over real files, with limits of one's choice; `prepared: false` is a server before its first data. */
export async function testServer(
  options: Partial<AnsweringLimits> & { prepared?: boolean; jobs?: Partial<Jobs>; memory?: number } = {},
) {
  const { prepared = true, jobs = {}, memory, ...limits } = options
  const folder = await temporaryFolder()
  const engine = await openDuckDb(await writeTestSnapshot(folder.path, 'v1'), {
    threads: 2,
    ...(memory && { memory }),
  })
  const current = () => {
    if (!prepared) throw new ProductError('preparing')
    return engine
  }
  const answering = new Answering(current, { ...defaultLimits, ...limits })
  const state = openState(join(folder.path, 'data'))
  const app = await buildApp({
    metrics: testMetrics,
    answering,
    questionOf: (metric, values) => questionOf(metric, values, everyStore, sqlTexts[metric.id]),
    dataVersion: () => (prepared ? engine.data_version : null),
    origin: () => ({ chain_name: null, ...current().snapshot }),
    state,
    jobs: { ...quietJobs, ...jobs },
    uploads: new Uploads(state.dir.uploads),
    clock,
    troubles: watchTroubles(state, clock),
    pages: join(folder.path, 'build'),
    version: '0.0.0',
  })
  const close = async () => {
    await app.close()
    await engine.close()
    state.close()
    await folder.remove()
  }
  return { app, answering, engine, folder: folder.path, close }
}

/** The address of a question about January and February 2026. */
export function ask(metric: string, more: Record<string, string | readonly string[]> = {}): string {
  const search = new URLSearchParams({ from: '2026-01-01', to: '2026-02-28' })
  for (const [name, value] of Object.entries(more)) {
    search.delete(name)
    for (const member of [value].flat()) search.append(name, member)
  }
  return `/api/metrics/test/${metric}?${search}`
}
