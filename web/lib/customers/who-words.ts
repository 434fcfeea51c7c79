import { who as whoChoices } from '../../../queries/customers/list.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import type { Who } from './list-state.ts'

interface SentenceInputs {
  /** For the plural. */
  readonly count: number
  /** The same as printed. */
  readonly customers: string
  /** The period as printed, and its last day. */
  readonly range: string
  readonly to: string
  /** Days without a purchase that make a customer lapsed. */
  readonly days: string
  /** Which mark of another page the list is behind, as the address says it; empty when it is behind none. */
  readonly of: string
  readonly into: string
  readonly method: string
}

interface WhoWords {
  /** Short, for a choice. */
  readonly name: () => string
  /** The page's question. */
  readonly question: () => string
  /** The answer: how many, and what makes them belong to the list. */
  readonly sentence: (inputs: SentenceInputs) => string
  /** Set for lists that only a mark of another page opens: they are not offered as a choice. */
  readonly behind_mark?: boolean
}

/** The words for each kind of list. */
export const whoWords: Readonly<Record<Who, WhoWords>> = {
  all: { name: m.customers_who_all, question: m.customers_question_all, sentence: m.customers_sentence_all },
  active: {
    name: m.customers_who_active,
    question: m.customers_question_active,
    sentence: m.customers_sentence_active,
  },
  new: { name: m.customers_who_new, question: m.customers_question_new, sentence: m.customers_sentence_new },
  returning: {
    name: m.customers_who_returning,
    question: m.customers_question_returning,
    sentence: m.customers_sentence_returning,
  },
  reactivated: {
    name: m.customers_who_reactivated,
    question: m.customers_question_reactivated,
    sentence: m.customers_sentence_reactivated,
  },
  repeat: {
    name: m.customers_who_repeat,
    question: m.customers_question_repeat,
    sentence: m.customers_sentence_repeat,
  },
  lapsed: {
    name: m.customers_who_lapsed,
    question: m.customers_question_lapsed,
    sentence: m.customers_sentence_lapsed,
  },
  promoters: {
    name: m.customers_who_promoters,
    question: m.customers_question_promoters,
    sentence: m.customers_sentence_promoters,
  },
  passives: {
    name: m.customers_who_passives,
    question: m.customers_question_passives,
    sentence: m.customers_sentence_passives,
  },
  detractors: {
    name: m.customers_who_detractors,
    question: m.customers_question_detractors,
    sentence: m.customers_sentence_detractors,
  },
  complainants: {
    name: m.customers_who_complainants,
    question: m.customers_question_complainants,
    sentence: m.customers_sentence_complainants,
  },
  value_group: {
    name: m.customers_who_value_group,
    question: m.customers_question_value_group,
    sentence: (inputs) =>
      m.customers_sentence_value_group({ ...inputs, group: members.label('segment', inputs.of) }),
    behind_mark: true,
  },
}

/** The lists that a person may choose by hand, and the one that is open. */
export const offered = (open: Who): readonly Who[] =>
  whoChoices.filter((who) => who === open || !whoWords[who].behind_mark)
