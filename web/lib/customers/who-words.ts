import { m } from '../paraglide/messages.js'
import type { Who } from './list-state.ts'

interface WhoWords {
  /** Short, for a choice. */
  readonly name: () => string
  /** The page's question. */
  readonly question: () => string
}

/** The words for each kind of list. */
export const whoWords: Readonly<Record<Who, WhoWords>> = {
  all: { name: m.customers_who_all, question: m.customers_question_all },
  active: { name: m.customers_who_active, question: m.customers_question_active },
  new: { name: m.customers_who_new, question: m.customers_question_new },
  returning: { name: m.customers_who_returning, question: m.customers_question_returning },
  reactivated: { name: m.customers_who_reactivated, question: m.customers_question_reactivated },
  repeat: { name: m.customers_who_repeat, question: m.customers_question_repeat },
  lapsed: { name: m.customers_who_lapsed, question: m.customers_question_lapsed },
  promoters: { name: m.customers_who_promoters, question: m.customers_question_promoters },
  passives: { name: m.customers_who_passives, question: m.customers_question_passives },
  detractors: { name: m.customers_who_detractors, question: m.customers_question_detractors },
  complainants: { name: m.customers_who_complainants, question: m.customers_question_complainants },
}
