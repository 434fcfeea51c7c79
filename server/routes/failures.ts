import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProductError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { errorText } from '../errors.ts'
import { ClientGone } from './gone.ts'
import { languageOfRequest } from './language.ts'

/** What a client is told: a stable code, words in its language, and the part of the request at fault if there is one. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly parameter?: string }
}

/** What proxies log for it; no client ever receives it. */
const clientClosedRequest = 499

const retryAfterSeconds: Partial<Record<ErrorCode, number>> = {
  busy: 1,
  busy_files: 5,
  too_many_listeners: 5,
  preparing: 2,
  out_of_memory: 5,
  stopping: 5,
  state_busy: 5,
  data_dir_gone: 60,
  data_dir_read_only: 60,
}

/** Makes every error an `ErrorBody` in the reader's language, and sends clients away while the server stops. */
export function answerFailures(app: FastifyInstance): void {
  let stopping = false
  app.setErrorHandler(answerFailure)
  app.addHook('preClose', async () => void (stopping = true))
  app.addHook('onRequest', (_request, _reply, next) =>
    next(stopping ? new ProductError('stopping') : undefined),
  )
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}

/** Sends one error to the client; its cause goes to the log only. */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ClientGone) return reply.code(clientClosedRequest).send()
  const failure = error instanceof ProductError ? error : foreseen(error as FastifyError)
  const { code, params, status, cause } = failure
  if (status >= 500 && cause) request.log.error({ err: cause, code })
  const message = errorText(code, params, languageOfRequest(request))
  const parameter = params.parameter === undefined ? {} : { parameter: String(params.parameter) }
  const wait = retryAfterSeconds[code]
  if (wait) reply.header('retry-after', String(wait))
  const body: ErrorBody = { error: { code, message, ...parameter } }
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(JSON.stringify(body))
}

const megabyte = 1024 * 1024

function foreseen(error: FastifyError): ProductError {
  const options = { cause: error }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new ProductError('bad_json', {}, options)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ProductError('unsupported_media', { choices: 'application/json' }, options)
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ProductError('body_too_large', { max: `${4 * megabyte} B` }, options)
    case 'FST_FILES_LIMIT':
      return new ProductError('too_many_files', { max: 200 }, options)
  }
  const status = error.statusCode ?? 500
  return new ProductError(status >= 400 && status < 500 ? 'bad_request' : 'internal', {}, options)
}
