import Type from 'typebox'
import type { Told } from '../../queries/loading/plan.ts'
import type { Locale } from '../../queries/metric.ts'
import { errorText } from '../errors.ts'
import type { Troubles } from '../troubles.ts'

export const troublesSchema = Type.Array(Type.Object({ code: Type.String(), message: Type.String() }), {
  description: 'What is wrong while the last data is still served',
})

/** What is wrong, in the reader's words. */
export function troublesView(troubles: Troubles, locale: Locale): Told[] {
  return troubles().map(({ code, params }) => ({ code, message: errorText(code, params, locale) }))
}
