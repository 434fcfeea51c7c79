import Type from 'typebox'
import type { TSchema } from 'typebox'
import { locales } from '../../queries/metric.ts'
import type { Metric, Param, Unit } from '../../queries/metric.ts'
import { formats, mediaTypes } from './formats/formats.ts'
import { failures } from './failure-schemas.ts'
import { askedParams, boundsOf, limits } from './parameters.ts'

const lang = Type.Optional(Type.String({ enum: [...locales], description: 'Instead of Accept-Language' }))
const textSchema = { minLength: 1, maxLength: limits.text_length }
const both = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })
const valueSchemas: Readonly<Record<Unit, TSchema>> = {
  date: Type.String({ format: 'date' }),
  instant: Type.String({ format: 'date-time' }),
  text: Type.String(),
  id: Type.String(),
  flag: Type.Boolean(),
  count: Type.Integer(),
  quantity: Type.Number(),
  ratio: Type.Number(),
  money: Type.Number(),
  days: Type.Number(),
  hours: Type.Number(),
  score: Type.Number(),
}

/** The query string of a metric's route as JSON Schema; `readParameters` holds clients to it and to what a schema cannot say. */
export function querySchema(metric: Metric): TSchema {
  const params = Object.entries(askedParams(metric)).map(
    ([name, param]) => [name, paramSchema(param)] as const,
  )
  const format = Type.Optional(Type.String({ enum: [...formats], description: 'Instead of Accept' }))
  return Type.Object({ ...Object.fromEntries(params), format, lang }, { additionalProperties: false })
}

function paramSchema(param: Param): TSchema {
  const options = {
    description: `${param.title.en} · ${param.title['zh-CN']}`,
    ...(param.default !== undefined && { default: param.default }),
  }
  const required = param.kind !== 'list' && param.default === undefined
  const schema = kindSchema(param, options)
  return required ? schema : Type.Optional(schema)
}

function kindSchema(param: Param, options: object): TSchema {
  const { min: minimum, max: maximum } = boundsOf(param)
  switch (param.kind) {
    case 'date':
      return Type.String({ ...options, format: 'date' })
    case 'choice':
      return Type.String({ ...options, enum: [...param.choices!] })
    case 'count':
      return Type.Integer({ ...options, minimum, maximum })
    case 'number':
      return Type.Number({ ...options, minimum, maximum })
    case 'text':
      return Type.String({ ...options, ...textSchema })
    case 'list': {
      const member = Type.String(param.choices ? { enum: [...param.choices] } : textSchema)
      return Type.Array(member, { ...options, maxItems: limits.list_length })
    }
  }
}

/** What a metric's route answers, in every format, for the OpenAPI document. */
export function answerResponses(metric: Metric) {
  const values = Object.entries(metric.columns).map(([name, { unit, title }]) => [
    name,
    Type.Union([valueSchemas[unit], Type.Null()], { description: `${title.en} · ${title['zh-CN']}` }),
  ])
  const row = Type.Object(Object.fromEntries(values) as Record<string, TSchema>)
  const json = Type.Object({
    data_version: Type.String(),
    columns: Type.Array(Type.Object({ name: Type.String(), unit: Type.String() })),
    rows: Type.Array(row),
  })
  const binary = Type.String({ format: 'binary' })
  const content = {
    [mediaTypes.json]: { schema: json },
    [mediaTypes.arrow]: { schema: binary },
    [mediaTypes.csv]: { schema: Type.String() },
    [mediaTypes.xlsx]: { schema: binary },
  }
  return {
    summary: metric.title.en,
    description: `${metric.definition.en}\n\n${metric.definition['zh-CN']}`,
    tags: [metric.id.split('/')[0]!],
    response: {
      200: { description: metric.title.en, content },
      304: { description: 'Not modified' },
      ...failures,
    },
  }
}

const param = Type.Object(
  { kind: Type.String(), title: both },
  { additionalProperties: true, description: 'How a client writes the parameter' },
)
const column = Type.Object({
  unit: Type.String(),
  title: both,
  words: Type.Optional(
    Type.Record(Type.String(), both, {
      description:
        'What its codes are called; `` stands for null, a code that is not listed is the chain’s own',
    }),
  ),
  is_list: Type.Optional(Type.Boolean({ description: 'Several codes, with commas between' })),
  within: Type.Optional(Type.String({ description: 'Codes are listed as <value of this column>.<code>' })),
  member_of: Type.Optional(
    Type.String({ description: 'The dimension, or `$` and the parameter or column that says which' }),
  ),
})

/** The catalogue's answer. */
export const catalogueResponse = {
  summary: 'Every metric with its title, definition, parameters and columns in both languages',
  tags: ['catalogue'],
  response: {
    200: Type.Object({
      metrics: Type.Array(
        Type.Object({
          id: Type.String(),
          title: both,
          definition: both,
          needs: Type.Array(Type.String()),
          params: Type.Record(Type.String(), param),
          columns: Type.Record(Type.String(), column),
        }),
      ),
    }),
    ...failures,
  },
}

const bound = Type.Union([Type.String(), Type.Number(), Type.Array(Type.String())])

/** An explanation's answer. */
export const explainResponse = {
  summary: 'How the answer comes about: definition, SQL with its parameters, rows read, data version',
  tags: ['explain'],
  response: {
    200: Type.Object({
      id: Type.String(),
      title: both,
      definition: both,
      sql: Type.String(),
      params: Type.Record(Type.String(), bound),
      data_version: Type.String(),
      rows_read: Type.Union([Type.Integer(), Type.Null()]),
      built_at: Type.String({ format: 'date-time' }),
      needs: Type.Array(Type.String()),
      freshness: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    }),
    ...failures,
  },
}
