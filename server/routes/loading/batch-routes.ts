import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Batch as BatchView } from '../../../queries/loading/batch.ts'
import { ProductError } from '../../errors.ts'
import { findBatch, listBatches } from '../../state/ledger.ts'
import type { Batch } from '../../state/ledger.ts'
import { failures } from '../failure-schemas.ts'
import type { LoadingDeps } from './loading.ts'
import { sendRejects } from './send-rejects.ts'

const params = Type.Object({ id: Type.String() })
const maybe = Type.Union([Type.String(), Type.Null()])
const batch = Type.Object({
  seq: Type.Integer(),
  id: Type.String(),
  status: Type.String({ enum: ['active', 'undone'] }),
  registered_at: Type.String({ format: 'date-time' }),
  registered_by: Type.String(),
  undone_at: maybe,
  undone_by: maybe,
  sources: Type.Array(
    Type.Object({
      file: Type.String(),
      bytes: Type.Integer(),
      rows_in: Type.Integer(),
      rejected: Type.Integer(),
    }),
  ),
  tables: Type.Array(Type.Object({ table: Type.String() }, { additionalProperties: true })),
})
const documented = (summary: string, response: object) => ({
  summary,
  tags: ['loading'],
  response: { ...response, ...failures },
})
const csv = { description: 'The rejected rows', content: { 'text/csv': { schema: Type.String() } } }
type WithId = { Params: { id: string } }

/** The ledger: what was loaded when, what of it was rejected, and the way to undo it. */
export function batchRoutes(app: FastifyInstance, { state, jobs }: LoadingDeps): void {
  const list = documented('Every load, newest first', { 200: Type.Object({ batches: Type.Array(batch) }) })
  app.get('/api/batches', { schema: list }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return { batches: listBatches(state).map(batchView).toReversed() }
  })
  const undo = documented('Undo a load', { 202: Type.Object({ job_id: Type.String() }) })
  app.delete<WithId>(
    '/api/batches/:id',
    { schema: { ...undo, params } },
    async ({ params: { id } }, reply) => {
      const { id: batch_id } = find(id)
      return reply.code(202).send({ job_id: jobs.start({ kind: 'undo', batch_id, by: 'browser' }).id })
    },
  )
  const rejects = documented('The rows that a load rejected', { 200: csv })
  app.get<WithId>(
    '/api/batches/:id/rejects.csv',
    { schema: { ...rejects, params } },
    async ({ params: { id } }, reply) => sendRejects(reply, join(find(id).path, 'rejects.csv')),
  )

  function find(id: string): Batch {
    const found = findBatch(state, id)
    if (!found) throw new ProductError('unknown_batch', { id: id.slice(0, 40) })
    return found
  }
}

/** A batch without what only the server needs: its plan, its files and their hashes. */
function batchView({ manifest, path: _path, ...batch }: Batch): BatchView {
  const { sources, tables } = manifest.report
  return {
    ...batch,
    sources: sources.map(({ file, bytes, rows_in, rejected }) => ({ file, bytes, rows_in, rejected })),
    tables: tables.map(
      ({ table, rows_in, accepted, rejected, duplicates, unchanged, corrected, from, to }) => ({
        table,
        rows_in,
        accepted,
        rejected,
        duplicates,
        unchanged,
        corrected,
        from,
        to,
      }),
    ),
  }
}
