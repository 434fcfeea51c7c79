import type { Encoding } from '../../answering/answering.ts'
import { rowsOf } from '../../engine/answer.ts'
import { arrowBytes } from '../../engine/arrow.ts'
import type { Answer } from '../../engine/engine.ts'
import { ProductError } from '../../errors.ts'
import { aboutAnswer } from './about.ts'
import type { AskedAbout } from './about.ts'
import { csvOf } from './csv.ts'
import { xlsxOf } from './xlsx.ts'

export const formats = ['json', 'arrow', 'csv', 'xlsx'] as const
export type Format = (typeof formats)[number]

/** The media type of each format, as `Accept` names it. */
export const mediaTypes = {
  json: 'application/json',
  arrow: 'application/vnd.apache.arrow.stream',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<Format, string>

/**
 * The format a request wants: what `?format=` says, else the best of `Accept` (JSON when it has no wish).
 * Throws `bad_choice` or `not_acceptable`.
 */
export function formatOf(wanted: unknown, accept: string | undefined): Format {
  if (wanted !== undefined) {
    const format = formats.find((name) => name === wanted)
    if (!format)
      throw new ProductError('bad_choice', {
        parameter: 'format',
        value: String(wanted).slice(0, 60),
        choices: formats.join(', '),
      })
    return format
  }
  const ranges = (accept ?? '*/*').split(',').map((range) => range.split(';')[0]!.trim().toLowerCase())
  for (const range of ranges) {
    const format = formats.find((name) => matches(range, mediaTypes[name]))
    if (format) return format
  }
  throw new ProductError('not_acceptable', { choices: Object.values(mediaTypes).join(', ') })
}

function matches(range: string, type: string): boolean {
  return range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
}

/** How an answer to this question is written in each format; the language changes what people read, not what machines read. */
export function encodingOf(format: Format, asked: AskedAbout): Encoding {
  const { metric, question, origin, locale } = asked
  const { params } = question
  switch (format) {
    case 'json':
      return { name: format, encode: jsonBytes }
    case 'arrow':
      return { name: format, encode: (answer) => Buffer.from(arrowBytes(answer)) }
    case 'csv':
      return {
        name: `${format} ${locale}`,
        encode: (answer) => Buffer.from(csvOf(answer, { locale, params })),
      }
    case 'xlsx':
      return {
        name: `${format} ${locale} ${JSON.stringify(origin)}`,
        encode: async (answer) =>
          xlsxOf({
            about: aboutAnswer(asked, answer, await asked.names()),
            sheets: [{ title: metric.title[locale], answer, params }],
            ...{ locale, currency: origin.currency },
          }),
      }
  }
}

function jsonBytes(answer: Answer): Buffer {
  const columns = Object.entries(answer.columns).map(([name, { unit }]) => ({ name, unit }))
  return Buffer.from(JSON.stringify({ data_version: answer.data_version, columns, rows: rowsOf(answer) }))
}
