import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { metricById, metrics } from '../../queries/index.ts'
import type { Locale, Metric } from '../../queries/metric.ts'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { knownDays } from '../answering/known-days.ts'
import { withStatistics } from '../analysis/analysing-engine.ts'
import { withDecided } from '../decided.ts'
import { rowsOf } from '../engine/answer.ts'
import type { Answer, Engine } from '../engine/engine.ts'
import { questionOf } from '../engine/question.ts'
import { ProductError } from '../errors.ts'
import { csvOf } from '../routes/formats/csv.ts'
import { limits, readParameters } from '../routes/parameters.ts'
import type { Query } from '../routes/parameters.ts'
import { readModel } from '../load/build-model.ts'
import { dataDir } from '../state/data-dir.ts'
import { currentSnapshot } from '../state/ledger.ts'
import { openState } from '../state/state.ts'
import { rowsInWords } from '../words/rows-in-words.ts'
import type { Reader } from '../words/rows-in-words.ts'
import { tableText } from './table-text.ts'
import { dataDirOption, said } from './said.ts'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly param?: readonly string[]
  readonly format: 'table' | 'json' | 'csv'
  readonly dataDir?: string
  readonly json?: boolean
}

/** `regulars query`: asks one metric straight on the newest snapshot, also while a server is running. */
export function queryCommand(): Command {
  return new Command('query')
    .description(said('answer one metric from the loaded data', '用已载入的数据回答一个指标'))
    .argument(
      '[metric]',
      said(
        'id of a metric, for example kpi/sales; without it all are listed',
        '指标编号，例如 kpi/sales；不写则列出全部',
      ),
    )
    .option(
      '--from <day>',
      said(
        'first day, YYYY-MM-DD (default: the first with data)',
        '起始日 YYYY-MM-DD（默认：有数据的第一天）',
      ),
    )
    .option(
      '--to <day>',
      said(
        'last day, YYYY-MM-DD (default: the last with data)',
        '结束日 YYYY-MM-DD（默认：有数据的最后一天）',
      ),
    )
    .option(
      '--param <name=value>',
      said('a further parameter; repeat it for several', '其他参数；可重复使用'),
      collect,
    )
    .addOption(
      new Option('--format <format>', said('how to print the answer', '结果的输出形式'))
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .option(...dataDirOption)
    .option('--json', said('the same as --format json', '同 --format json'))
    .action(query)
}

async function query(id: string | undefined, options: Options): Promise<void> {
  const locale = languageOfTerminal()
  if (id === undefined) return listMetrics(options, locale)
  const metric = metricById.get(id)
  if (!metric) throw new ProductError('unknown_metric', { metric: id })
  const { data_dir, query_memory } = readConfig()
  const { engine, state } = await openCurrent(resolve(options.dataDir ?? data_dir), query_memory)
  try {
    const asked = { ...(await wholePeriod(engine)), ...queryOf(options) }
    const question = questionOf(metric, withDecided(state, metric, readParameters(metric, asked)))
    const answer = await engine.ask(question)
    process.stdout.write(written(answer, options, { locale, params: question.params }))
    process.stderr.write(missingText(await missingTables(engine, metric), locale))
  } finally {
    await engine.close()
    state.close()
  }
}

/** The newest snapshot, and the store that it is named in; one of another version could not be asked. */
async function openCurrent(data_dir: string, memory: number) {
  if (!existsSync(dataDir(data_dir).state)) throw new ProductError('nothing_loaded')
  const { openDuckDb } = await import('../engine/duckdb.ts')
  const state = openState(data_dir)
  const snapshot = currentSnapshot(state)
  if (!snapshot) throw new ProductError('nothing_loaded')
  if (snapshot.build.model_version !== readModel().version) throw new ProductError('other_model')
  return { engine: withStatistics(await openDuckDb(snapshot.path, { memory })), state }
}

/** From the first to the last day with purchases, or without any with anything that happened; nothing when nothing did. */
async function wholePeriod(engine: Engine): Promise<Query> {
  const always = { from: limits.first_day, to: limits.last_day }
  const { first_day: from, last_day: to } = await knownDays(async (id) =>
    rowsOf(await engine.ask(questionOf(metricById.get(id)!, always))),
  )
  return from && to ? { from, to } : {}
}

/** The tables that a metric needs and of which nothing is loaded. */
async function missingTables(engine: Engine, { needs }: Metric): Promise<TableName[]> {
  const always = { from: limits.first_day, to: limits.last_day }
  const tables = rowsOf(await engine.ask(questionOf(metricById.get('data/freshness')!, always)))
  const empty = new Set(tables.flatMap(({ table_name, rows }) => (Number(rows) === 0 ? [table_name] : [])))
  return tableNames.filter((name) => needs.includes(name) && empty.has(name))
}

function missingText(tables: readonly TableName[], locale: Locale): string {
  if (tables.length === 0) return ''
  const titles = tables.map((name) => canonicalTables[name].title[locale])
  return locale === 'en'
    ? `Not loaded: ${titles.join(', ')}. What the answer says of it is not known.\n`
    : `尚未载入：${titles.join('、')}。答案中与之有关的数值并不可知。\n`
}

function queryOf({ from, to, param = [] }: Options): Query {
  const query: Record<string, string[]> = {}
  for (const pair of param) {
    const [name, ...value] = pair.split('=')
    ;(query[name!] ??= []).push(value.join('='))
  }
  const single = Object.entries(query).map(([name, values]) => [
    name,
    values.length === 1 ? values[0]! : values,
  ])
  return { ...(from && { from }), ...(to && { to }), ...(Object.fromEntries(single) as Query) }
}

function written(answer: Answer, { format, json }: Options, reader: Reader): string {
  if (json || format === 'json')
    return `${JSON.stringify({ data_version: answer.data_version, rows: rowsOf(answer) }, null, 2)}\n`
  if (format === 'csv') return csvOf(answer, reader)
  return tableText(
    Object.values(answer.columns).map(({ title }) => title[reader.locale]),
    rowsInWords(answer, reader),
  )
}

function listMetrics({ json, format }: Options, locale: Locale): void {
  const all: readonly Metric[] = metrics
  if (json || format === 'json') {
    process.stdout.write(
      `${JSON.stringify(
        all.map(({ id, title }) => ({ id, title })),
        null,
        2,
      )}\n`,
    )
    return
  }
  process.stdout.write(
    tableText(
      ['ID', locale === 'en' ? 'Metric' : '指标'],
      all.map(({ id, title }) => [id, title[locale]]),
    ),
  )
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}
