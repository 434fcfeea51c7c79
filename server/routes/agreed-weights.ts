import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { listAgreedWeights, saveAgreedWeights, withdrawAgreedWeights } from '../state/agreed-weights.ts'
import type { State } from '../state/state.ts'
import { failures } from './failure-schemas.ts'
import { limits } from './parameters.ts'

/** What the weights of the index are kept in. */
export interface WeightsDeps {
  readonly state: State
  readonly clock: () => Date
}

const strict = { additionalProperties: false } as const
const tags = ['satisfaction']
const weights = Type.Array(
  Type.Object(
    {
      item: Type.String({ minLength: 1, maxLength: limits.text_length }),
      weight: Type.Number({ minimum: 0, maximum: 1 }),
    },
    strict,
  ),
  { minItems: 1, maxItems: limits.list_length },
)
const note = Type.Union([Type.String({ maxLength: 500 }), Type.Null()])
const day = Type.String({ minLength: 10, maxLength: 10, description: 'YYYY-MM-DD' })
const version = Type.Object({
  version: Type.Integer(),
  effective_on: day,
  weights,
  note,
  saved_at: Type.String({ format: 'date-time' }),
  saved_by: Type.String(),
  withdrawal: Type.Union([
    Type.Object({ note, withdrawn_at: Type.String({ format: 'date-time' }), withdrawn_by: Type.String() }),
    Type.Null(),
  ]),
})
const list = {
  summary: 'Every version of the agreed weights of the satisfaction index, the latest first',
  tags,
  response: { 200: Type.Object({ versions: Type.Array(version) }), ...failures },
}
const body = Type.Object({ effective_on: day, weights, note: Type.Optional(note) }, strict)
const save = {
  summary: 'Agree on weights from a day on: the next version, beside which every earlier one stays',
  tags,
  body,
  response: { 201: version, ...failures },
}

const params = Type.Object({ version: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) })
const reason = Type.Object({ note: Type.Optional(note) }, strict)
const withdraw = {
  summary:
    'Withdraw a version: it stays on record, and the index is weighed as if it had never been agreed on',
  tags,
  params,
  body: reason,
  response: { 201: version, ...failures },
}

/** Versions of the weights of the satisfaction index. */
export function agreedWeightsRoutes(app: FastifyInstance, { state, clock }: WeightsDeps): void {
  app.get('/api/satisfaction/weights', { schema: list }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return { versions: listAgreedWeights(state).map(viewOf) }
  })
  app.post('/api/satisfaction/weights', { schema: save }, async (request, reply) => {
    const { effective_on, weights, note = null } = request.body as Type.Static<typeof body>
    const proposed = {
      effective_on,
      weights: Object.fromEntries(weights.map(({ item, weight }) => [item, weight])),
      note,
    }
    return reply.code(201).send(viewOf(saveAgreedWeights(state, proposed, 'browser', clock())))
  })
  app.post('/api/satisfaction/weights/:version/withdrawal', { schema: withdraw }, async (request, reply) => {
    const { version } = request.params as Type.Static<typeof params>
    const { note = null } = request.body as Type.Static<typeof reason>
    return reply
      .code(201)
      .send(viewOf(withdrawAgreedWeights(state, Number(version), note, 'browser', clock())))
  })
}

const viewOf = ({ weights, ...rest }: ReturnType<typeof listAgreedWeights>[number]) => ({
  ...rest,
  weights: Object.entries(weights).map(([item, weight]) => ({ item, weight })),
})
