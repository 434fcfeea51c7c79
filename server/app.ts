import { createServer } from 'node:http'
import type { Server } from 'node:http'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyServerFactoryHandler } from 'fastify'
import { agreedWeightsRoutes } from './routes/agreed-weights.ts'
import { chainRoutes } from './routes/chain.ts'
import type { ChainDeps } from './routes/chain.ts'
import { checkBodies } from './routes/bodies.ts'
import { exportRoutes } from './routes/export.ts'
import { answerFailure, answerFailures } from './routes/failures.ts'
import { guard } from './routes/guard.ts'
import { healthRoutes } from './routes/health.ts'
import { KeptAnswers } from './routes/kept-answers.ts'
import { loadingRoutes } from './routes/loading/loading.ts'
import type { LoadingDeps } from './routes/loading/loading.ts'
import { metricRoutes } from './routes/metrics.ts'
import type { MetricDeps } from './routes/metrics.ts'
import { openApiRoute } from './routes/openapi.ts'
import { pageRoutes, readStartPage, scriptHashes } from './routes/pages.ts'

/** Everything the server works with; `buildApp` itself touches nothing outside. */
export interface AppDeps extends MetricDeps, ChainDeps, LoadingDeps {
  /** Folder of the built pages. */
  readonly pages: string
  /** Version of the product. */
  readonly version: string
  readonly logger?: FastifyBaseLogger
}

const bodyLimit = 4 * 1024 * 1024

/** The whole HTTP server, not yet listening. Closing it waits for the answers that are under way. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const kept = new KeptAnswers(deps.answering)
  const app = Fastify({
    serverFactory: listener(kept),
    bodyLimit,
    ...(deps.logger ? { loggerInstance: deps.logger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    frameworkErrors: answerFailure,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  app.removeContentTypeParser('text/plain')
  app.addHook('preClose', async () => kept.stop())
  answerFailures(app)
  guard(app)
  checkBodies(app)
  await app.register(helmet, securityHeaders(readStartPage(deps.pages)))
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    customTypes:
      /^(text\/(?!event-stream)|application\/(json|javascript|vnd\.apache\.arrow\.stream)|image\/svg)/,
  })
  openApiRoute(app, deps.version)
  healthRoutes(app, deps.answering, deps.troubles)
  metricRoutes(app, deps, kept)
  chainRoutes(app, deps)
  exportRoutes(app, deps)
  agreedWeightsRoutes(app, deps)
  await loadingRoutes(app, deps)
  pageRoutes(app, deps.pages)
  return app
}

/** A server that first looks whether it can send a kept answer again. */
function listener(kept: KeptAnswers) {
  return (handle: FastifyServerFactoryHandler, { keepAliveTimeout, requestTimeout }: Timeouts) => {
    const server = createServer((request, response) => {
      if (!kept.resend(request, response)) handle(request, response)
    })
    return Object.assign(server, { keepAliveTimeout, requestTimeout })
  }
}

type Timeouts = Partial<Pick<Server, 'keepAliveTimeout' | 'requestTimeout'>>

function securityHeaders(startPage: string | null) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scriptHashes(startPage ?? '')],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  } as const
}
