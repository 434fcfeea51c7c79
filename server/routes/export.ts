import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Locale, Metric, Param } from '../../queries/metric.ts'
import { filter, period } from '../../queries/parameters.ts'
import { ProductError } from '../errors.ts'
import type { Answer, Question } from '../engine/engine.ts'
import { valueInWords } from '../words/value-in-words.ts'
import type { MemberNames } from '../words/value-in-words.ts'
import { failures } from './failure-schemas.ts'
import { originLines } from './formats/about.ts'
import { mediaTypes } from './formats/formats.ts'
import { xlsxOf } from './formats/xlsx.ts'
import type { AboutLine } from './formats/xlsx.ts'
import { whenGone } from './gone.ts'
import { languageOfRequest } from './language.ts'
import { memberNames } from './member-names.ts'
import { download } from './metrics.ts'
import type { MetricDeps } from './metrics.ts'
import { readParameters } from './parameters.ts'
import type { Query } from './parameters.ts'

const text = Type.String({ maxLength: 500 })
const value = Type.Union([text, Type.Number(), Type.Array(text, { maxItems: 500 })])
const body = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    filters: Type.Record(Type.String(), value, { description: 'Period and filters in force on the page' }),
    sheets: Type.Array(
      Type.Object(
        {
          metric: text,
          title: Type.String({ minLength: 1, maxLength: 200 }),
          params: Type.Record(Type.String(), value),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 30 },
    ),
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof body>

const schema = {
  summary: 'A page as one workbook: a sheet for each answer, and one that says what they are',
  tags: ['export'],
  body,
  response: {
    200: {
      description: 'The workbook',
      content: { [mediaTypes.xlsx]: { schema: Type.String({ format: 'binary' }) } },
    },
    ...failures,
  },
}

/** Exports the answers of a page. All sheets come from one version of the data, or the export is refused. */
export function exportRoutes(app: FastifyInstance, deps: MetricDeps): void {
  app.post('/api/export', { schema }, async (request, reply) => {
    const wanted = request.body as Wanted
    const locale = languageOfRequest(request)
    const gone = whenGone(reply)
    const sheets = await answersFor(wanted, deps, gone)
    const about = aboutPage(wanted, sheets, deps, await memberNames(wanted.filters, deps, gone), locale)
    const workbook = await xlsxOf({ about, sheets, locale, currency: deps.origin().currency })
    return reply
      .type(mediaTypes.xlsx)
      .header('content-disposition', download(wanted.title, 'xlsx'))
      .header('cache-control', 'no-store')
      .send(workbook)
  })
}

interface Answered {
  readonly metric: Metric
  readonly title: string
  readonly answer: Answer
  readonly params: Question['params']
}

async function answersFor({ sheets }: Wanted, deps: MetricDeps, gone: AbortSignal): Promise<Answered[]> {
  const questions = sheets.map((sheet, index) => {
    const metric = deps.metrics.find(({ id }) => id === sheet.metric)
    if (!metric)
      throw new ProductError('unknown_metric', {
        metric: sheet.metric.slice(0, 100),
        parameter: `sheets.${index}.metric`,
      })
    const values = readParameters(metric, asQuery(sheet.params))
    return { metric, title: sheet.title, question: deps.questionOf(metric, values) }
  })
  return deps.answering.run(async (engine, signal) => {
    const answered: Answered[] = []
    for (const { metric, title, question } of questions)
      answered.push({
        ...{ metric, title, params: question.params },
        answer: await engine.ask(question, { signal, max_rows: 20_000 }),
      })
    return answered
  }, gone)
}

function asQuery(params: Wanted['sheets'][number]['params']): Query {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}

function aboutPage(
  wanted: Wanted,
  answered: readonly Answered[],
  deps: MetricDeps,
  names: MemberNames,
  locale: Locale,
): AboutLine[] {
  return [
    [locale === 'en' ? 'Title' : '标题', wanted.title],
    ...filterLines(wanted.filters, names, locale),
    ...answered.map(({ metric, title }) => [title, metric.definition[locale]] as const),
    ...originLines(
      answered.map(({ answer }) => answer),
      deps.origin(),
      locale,
    ),
  ]
}

const known = new Map(Object.entries<Param>({ ...period, ...filter }))

function filterLines(filters: Wanted['filters'], names: MemberNames, locale: Locale): AboutLine[] {
  return Object.entries(filters)
    .map(([name, value]): AboutLine => {
      const param = known.get(name) ?? { kind: 'list', title: { 'zh-CN': name, en: name } }
      return [param.title[locale], valueInWords(name, param, value, locale, names)]
    })
    .filter(([, text]) => text !== '')
}
