import { formatBucket } from '../format.ts'
import { m } from '../paraglide/messages.js'

const parts: Readonly<Record<string, () => string>> = {
  new: m.churn_new,
  returning: m.churn_returning,
  resurrected: m.churn_resurrected,
  active: m.churn_active,
  lapsed: m.churn_lapsed,
}
const methods: Readonly<Record<string, () => string>> = {
  fixed: m.churn_method_fixed,
  rhythm: m.churn_method_rhythm,
  model: m.churn_method_model,
}

/** The part of a lifecycle bar, in words. */
export const lifecyclePart = (part: string) => parts[part]?.() ?? part

/** A definition of a lapse, in words. */
export const methodName = (method: string) => methods[method]?.() ?? method

interface Listed {
  readonly customers: string
  readonly range: string
  readonly of: string
  readonly into: string
}

/** Who of a cohort is listed: those who came back in a month, or with `!` before it those who did not. */
export function cohortSentence({ of, into, customers }: Listed): string {
  const month = (name: string) => formatBucket(`${name}-01`, 'month')
  return into.startsWith('!')
    ? m.churn_people_sentence_cohort_gone({ customers, cohort: month(of), month: month(into.slice(1)) })
    : m.churn_people_sentence_cohort({ customers, cohort: month(of), month: month(into) })
}

/** Whom of a survival curve a list holds: all, or those who have lapsed or go on. */
export function tenureSentence({ into, customers, range }: Listed): string {
  if (into === '') return m.churn_people_sentence_tenure({ customers, range })
  const part = into === 'lapsed' ? m.churn_has_lapsed() : m.churn_going_on()
  return m.churn_people_sentence_tenure_part({ customers, range, part })
}
