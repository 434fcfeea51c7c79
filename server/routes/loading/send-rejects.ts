import { open } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { ProductError } from '../../errors.ts'
import { mediaTypes } from '../formats/formats.ts'

/** Sends a file of rejected rows as a download. Throws `no_rejects` when there is none. */
export async function sendRejects(reply: FastifyReply, path: string): Promise<FastifyReply> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new ProductError('no_rejects') : error
  })
  const { size } = await file.stat()
  return reply
    .type(`${mediaTypes.csv}; charset=utf-8`)
    .headers({
      'content-disposition': 'attachment; filename="rejects.csv"',
      'content-length': size,
      'cache-control': 'no-store',
    })
    .send(file.createReadStream())
}
