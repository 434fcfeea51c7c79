import type { Locale, Metric } from '../../../queries/metric.ts'
import type { Answer, Question } from '../../engine/engine.ts'
import { ProductError } from '../../errors.ts'
import { valueInWords } from '../../words/value-in-words.ts'
import type { MemberNames } from '../../words/value-in-words.ts'
import type { AboutLine } from './xlsx.ts'

/** What a snapshot is to the reader of an export. */
export interface Origin {
  readonly data_version: string
  readonly chain_name: string | null
  readonly currency: string
  readonly time_zone: string
  /** ISO 8601 UTC. */
  readonly built_at: string
}

/** What an exported answer says of itself. */
export interface AskedAbout {
  readonly metric: Metric
  readonly question: Question
  readonly origin: Origin
  readonly locale: Locale
  /** What the chain calls its members. */
  readonly names: () => Promise<MemberNames>
}

const words = {
  'zh-CN': {
    title: '标题',
    definition: '定义',
    period: '期间',
    chain: '连锁',
    currency: '币种',
    time_zone: '时区',
    data_version: '数据版本',
    built_at: '数据生成时间',
    to: '至',
  },
  en: {
    title: 'Title',
    definition: 'Definition',
    period: 'Period',
    chain: 'Chain',
    currency: 'Currency',
    time_zone: 'Time zone',
    data_version: 'Data version',
    built_at: 'Data built at',
    to: 'to',
  },
} as const

/** What an exported answer is: title, definition, every parameter in force, and the data it stands on. */
export function aboutAnswer(
  { metric, question, origin, locale }: AskedAbout,
  answer: Answer,
  names: MemberNames,
): AboutLine[] {
  const word = words[locale]
  return [
    [word.title, metric.title[locale]],
    [word.definition, metric.definition[locale]],
    ...parameterLines(metric, question, names, locale),
    ...originLines([answer], origin, locale),
  ]
}

/** The data that an export stands on. Throws `busy` when it changed meanwhile, so that not all is of one version. */
export function originLines(answers: readonly Answer[], origin: Origin, locale: Locale): AboutLine[] {
  const word = words[locale]
  const { data_version } = origin
  if (answers.some((answer) => answer.data_version !== data_version)) throw new ProductError('busy')
  return [
    ...(origin.chain_name ? [[word.chain, origin.chain_name] as const] : []),
    [word.currency, origin.currency],
    [word.time_zone, origin.time_zone],
    [word.data_version, data_version],
    [word.built_at, timeIn(origin.time_zone, origin.built_at)],
  ]
}

/** An instant as the clocks of a time zone show it, `YYYY-MM-DD hh:mm:ss`. */
const timeIn = (time_zone: string, instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: time_zone })

function parameterLines(
  metric: Metric,
  { params }: Question,
  names: MemberNames,
  locale: Locale,
): AboutLine[] {
  return Object.entries(metric.params)
    .filter(([, { is_ignored, decided }]) => !is_ignored && !decided)
    .map(([name, param]): AboutLine => {
      return [param.title[locale], valueInWords(name, param, params[name]!, locale, names)]
    })
    .filter(([, text]) => text !== '')
}
