import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { SavedMapping } from '../../../queries/loading/plan.ts'
import { listMappings, saveMapping } from '../../state/mappings.ts'
import { failures } from '../failure-schemas.ts'
import type { LoadingDeps } from './loading.ts'
import { optionsSchema, savedTableSchema, scaleSchema } from './plan-schema.ts'

const strict = { additionalProperties: false } as const
const mapping = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    sources: Type.Array(
      Type.Object(
        {
          headers_key: Type.String({ minLength: 1, maxLength: 100 }),
          options: optionsSchema,
          tables: Type.Array(savedTableSchema, { maxItems: 100 }),
        },
        strict,
      ),
      { maxItems: 500 },
    ),
    scale: Type.Optional(scaleSchema),
  },
  strict,
)
const tags = ['loading']
const list = {
  summary: 'Saved mappings',
  tags,
  response: { 200: Type.Object({ mappings: Type.Array(mapping) }), ...failures },
}
const save = {
  summary: 'Save a mapping under its name',
  tags,
  body: mapping,
  response: { 204: { description: 'Saved' }, ...failures },
}

/** Mappings that are offered again for files with the same headers. */
export function mappingRoutes(app: FastifyInstance, { state, clock }: LoadingDeps): void {
  app.get('/api/mappings', { schema: list }, async () => ({ mappings: listMappings(state) }))
  app.put('/api/mappings', { schema: save }, async ({ body }, reply) => {
    saveMapping(state, body as SavedMapping, clock())
    return reply.code(204).send()
  })
}
