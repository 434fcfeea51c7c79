import type { alive } from '../../../queries/prediction/alive.ts'
import type { model } from '../../../queries/prediction/model.ts'
import type { Row } from '../../../queries/metric.ts'
import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { worthWords } from './worth-words.ts'
import type { WorthSettings } from './worth-settings.ts'
import { reasonText } from './reason-text.ts'

const sum = <R>(rows: readonly R[], value: (row: R) => number | null) =>
  rows.reduce((all, row) => all + (value(row) ?? 0), 0)

/** The sentence that answers the page: how many repeat buyers are left and what all are worth, or why nobody can say. */
export function answerText(
  models: readonly Row<typeof model>[],
  bands: readonly Row<typeof alive>[],
  worth: WorthSettings,
): string {
  const missing = models.find(
    ({ part, model: name, parameter }) => part === 'now' && name === 'bg_nbd' && parameter === null,
  )
  if (missing) return m.prediction_answer_none({ reason: reasonText(missing.reason!) })
  if (bands.length === 0) return m.prediction_nothing()
  const repeat = bands.filter(({ band }) => band !== 'one_time')
  const customers = sum(repeat, (row) => row.customers)
  const left = sum(repeat, (row) => row.expected_alive)
  if (customers === 0) return m.prediction_answer_nobody()
  const inputs = {
    customers: format(customers, 'count'),
    left: format(Math.round(left), 'count'),
    share: format(left / customers, 'ratio', { digits: 0 }),
  }
  if (bands.every((row) => row.clv === null)) return m.prediction_answer_without_value(inputs)
  const value = format(
    sum(bands, (row) => row.clv),
    'money',
    { compact: true },
  )
  return m.prediction_answer({ ...inputs, ...worthWords(worth), value })
}
