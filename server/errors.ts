import type { Locale } from '../queries/metric.ts'
import type { ErrorParams, ErrorText } from './error-texts/error-text.ts'
import { fileErrors } from './error-texts/file.ts'
import { loadErrors } from './error-texts/load.ts'
import { requestErrors } from './error-texts/request.ts'
import { serviceErrors } from './error-texts/service.ts'
import { storeErrors } from './error-texts/store.ts'

export type { ErrorParams } from './error-texts/error-text.ts'

/**
 * Every error a user can meet: its HTTP status and what it says. A text names what is wrong, where, and what to do.
 * `parameter` among the params names the part of the request that is at fault.
 */
const errorTexts = {
  ...requestErrors,
  ...serviceErrors,
  ...fileErrors,
  ...loadErrors,
  ...storeErrors,
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTexts

/** What an error says to a user of this language. */
export function errorText(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  return errorTexts[code][locale](params)
}

/**
 * An error the product foresees. Its message is the English text; a route or command prints it in the user's
 * language with `errorText`. What only an engineer may see goes into `cause`.
 */
export class ProductError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly status: number

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(errorText(code, params, 'en'), options)
    this.name = 'ProductError'
    this.code = code
    this.params = params
    this.status = errorTexts[code].status
  }
}
