import type { AddressInfo } from 'node:net'
import { testServer } from '../routes/test-server.ts'

/** A server in a process of its own, which says its port, answers `memory` with its resident bytes, and ends with its parent. */
const server = await testServer()
await server.app.listen({ port: 0, host: '127.0.0.1' })
process.on('message', () => process.send!({ rss: process.memoryUsage.rss() }))
process.on('disconnect', () => process.exit())
process.send!({ port: (server.app.server.address() as AddressInfo).port })
