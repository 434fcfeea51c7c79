import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tablesBehind } from '../../queries/metric.ts'
import type { Locale, Metric, Words } from '../../queries/metric.ts'
import type { Answering, Encoded } from '../answering/answering.ts'
import { rowsOf } from '../engine/answer.ts'
import type { Answer, Question } from '../engine/engine.ts'
import { ProductError } from '../errors.ts'
import { encodingOf, formatOf, mediaTypes } from './formats/formats.ts'
import type { Format } from './formats/formats.ts'
import type { Origin } from './formats/about.ts'
import { saidInAll } from '../words/said.ts'
import { whenGone } from './gone.ts'
import { knows } from './kept-answers.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { languageOfRequest } from './language.ts'
import { memberNames } from './member-names.ts'
import { answerResponses, catalogueResponse, explainResponse, querySchema } from './metric-schemas.ts'
import { packed, packingOf } from './packing.ts'
import { askedParams, readParameters, refuseUnknown } from './parameters.ts'
import type { Query, Values } from './parameters.ts'

/** What answers questions. */
export interface MetricDeps {
  readonly metrics: readonly Metric[]
  readonly answering: Answering
  /** What exports say about the data; throws `preparing` before the first snapshot. */
  readonly origin: () => Origin
  /** Makes a question of a metric and its values. */
  readonly questionOf: (metric: Metric, values: Values) => Question
}

/** One route and one explanation for each metric, and the catalogue of all. */
export function metricRoutes(app: FastifyInstance, deps: MetricDeps, kept: KeptAnswers): void {
  const catalogue = deps.metrics.map((metric) => {
    const { id, title, definition, needs, columns } = metric
    const params = inBothLanguages(askedParams(metric))
    return { id, title, definition, needs, params, columns: inBothLanguages(columns) }
  })
  app.get('/api/metrics', { schema: catalogueResponse }, async (request) => {
    refuseUnknown([], request.query as Query)
    return { metrics: catalogue }
  })
  for (const metric of deps.metrics) {
    const querystring = querySchema(metric)
    app.get(
      `/api/metrics/${metric.id}`,
      { schema: { querystring, ...answerResponses(metric) } },
      (request, reply) => answer(metric, deps, kept, request, reply),
    )
    app.get(
      `/api/metrics/${metric.id}/explain`,
      { schema: { querystring, ...explainResponse } },
      (request, reply) => explain(metric, deps, request, reply),
    )
  }
  app.get('/api/metrics/*', async (request) => {
    throw new ProductError('unknown_metric', {
      metric: (request.params as { '*': string })['*'].slice(0, 100),
    })
  })
}

async function answer(
  metric: Metric,
  deps: MetricDeps,
  kept: KeptAnswers,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const query = request.query as Query
  const locale = languageOfRequest(request)
  const asked = readParameters(metric, query, ['format', 'lang'])
  const question = deps.questionOf(metric, asked)
  const format = formatOf(query.format, request.headers.accept)
  const packing = format === 'xlsx' ? null : packingOf(request.headers['accept-encoding'])
  const gone = whenGone(reply)
  const about = {
    metric,
    question,
    origin: deps.origin(),
    locale,
    names: () => memberNames(asked, deps),
  }
  const encoding = packed(encodingOf(format, about), packing)
  reply.headers({ 'cache-control': 'private, no-cache', vary: 'accept, accept-language, accept-encoding' })
  const tag = deps.answering.tagOf(question, encoding)
  if (knows(request, tag)) return reply.code(304).header('etag', `W/"${tag}"`).send()
  const encoded = await deps.answering.encoded(question, encoding, gone)
  if (packing) reply.header('content-encoding', packing)
  describe(reply, encoded, format, metric, locale)
  if (format !== 'xlsx' && !isDecided(metric)) kept.keep(request, reply, encoded)
  return reply.send(encoded.bytes)
}

function describe(
  reply: FastifyReply,
  encoded: Encoded,
  format: Format,
  metric: Metric,
  locale: Locale,
): void {
  reply.headers({
    etag: `W/"${encoded.tag}"`,
    'x-data-version': encoded.data_version,
    'x-row-count': String(encoded.row_count),
    'content-type': format === 'csv' ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes[format],
  })
  if (format === 'csv' || format === 'xlsx')
    reply.header('content-disposition', download(metric.title[locale], format))
}

/** The same columns or parameters, what their codes are called in words instead of keys. */
function inBothLanguages<T extends { readonly words?: Words }>(told: Readonly<Record<string, T>>) {
  return Object.fromEntries(
    Object.entries(told).map(([name, { words, ...rest }]) => [
      name,
      words ? { ...rest, words: saidInAll(words) } : rest,
    ]),
  )
}

/** How an answer comes about, all of it said of one version of the data; throws `busy` when that changed meanwhile. */
async function explain(metric: Metric, deps: MetricDeps, request: FastifyRequest, reply: FastifyReply) {
  const values = readParameters(metric, request.query as Query, ['lang'])
  const question = deps.questionOf(metric, values)
  const explained = await deps.answering.run(
    async (engine, signal) => ({
      data_version: engine.data_version,
      rows_read: await engine.rowsRead(question, { signal }),
      freshness: await freshnessOf(metric, values, deps, (asked) => engine.ask(asked, { signal })),
    }),
    whenGone(reply),
  )
  const { built_at, data_version } = deps.origin()
  if (data_version !== explained.data_version) throw new ProductError('busy')
  const { id, title, definition, needs } = metric
  const { sql, params } = question
  reply.header('cache-control', 'private, no-cache').header('x-data-version', data_version)
  return { id, title, definition, sql, params, ...explained, built_at, needs }
}

/** How fresh the tables are that the metric rests on. */
async function freshnessOf(
  metric: Metric,
  values: Values,
  deps: MetricDeps,
  ask: (question: Question) => Promise<Answer>,
) {
  const freshness = deps.metrics.find(({ id }) => id === 'data/freshness')
  if (!freshness) return []
  const { from, to } = values as Values & { from: string; to: string }
  const rows = rowsOf(await ask(deps.questionOf(freshness, { from, to })))
  const tables = tablesBehind(metric)
  return rows.filter(({ table_name }) => tables.includes(String(table_name)))
}

/** Whether people can change the answer while the data stays the same. */
const isDecided = ({ params }: Metric) => Object.values(params).some(({ decided }) => decided)

/** A download's name in the reader's language, and a plain one for readers of old. */
export function download(title: string, extension: string): string {
  const name = encodeURIComponent(
    title
      .toWellFormed()
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
      .trim(),
  )
  return `attachment; filename="regulars.${extension}"; filename*=UTF-8''${name}.${extension}`
}
