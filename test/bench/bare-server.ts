import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'

/** The least a Fastify server can do: one route that returns the bytes of a file. Arguments: the file, its media type. */
const [file, media_type] = process.argv.slice(2) as [string, string]
const bytes = readFileSync(file)
const app = Fastify()
app.get('/readyz', async () => 'ready')
app.get('/answer', (_, reply) => reply.header('content-type', media_type).send(bytes))
await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`127.0.0.1:${(app.server.address() as AddressInfo).port}\n`)
process.on('SIGTERM', () => process.exit())
