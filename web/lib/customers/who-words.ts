import { who as whoChoices } from '../../../queries/customers/list.ts'
import { m } from '../paraglide/messages.js'
import { valueName } from '../value/names.ts'
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
  rfm_cell: {
    name: m.customers_who_rfm_cell,
    question: m.customers_question_rfm_cell,
    sentence: m.customers_sentence_rfm_cell,
    behind_mark: true,
  },
  value_group: {
    name: m.customers_who_value_group,
    question: m.customers_question_value_group,
    sentence: inValueGroup,
    behind_mark: true,
  },
  value_segment: {
    name: m.customers_who_value_segment,
    question: m.customers_question_value_segment,
    sentence: inValueGroup,
    behind_mark: true,
  },
  value_tier: {
    name: m.customers_who_value_tier,
    question: m.customers_question_value_tier,
    sentence: inValueGroup,
    behind_mark: true,
  },
  value_move: {
    name: m.customers_who_value_move,
    question: m.customers_question_value_move,
    sentence: (inputs) =>
      m.customers_sentence_value_move({
        ...inputs,
        group: valueName(inputs.of),
        target: valueName(inputs.into),
      }),
    behind_mark: true,
  },
  answered: {
    name: m.customers_who_answered,
    question: m.customers_question_answered,
    sentence: m.customers_sentence_answered,
  },
  satisfied: {
    name: m.customers_who_satisfied,
    question: m.customers_question_satisfied,
    sentence: m.customers_sentence_satisfied,
  },
  dissatisfied: {
    name: m.customers_who_dissatisfied,
    question: m.customers_question_dissatisfied,
    sentence: m.customers_sentence_dissatisfied,
  },
  scored: {
    name: m.customers_who_scored,
    question: m.customers_question_scored,
    sentence: (inputs) =>
      m.customers_sentence_scored({ ...inputs, measure: (inputs.method || 'nps').toUpperCase() }),
    behind_mark: true,
  },
  rated_low: {
    name: m.customers_who_rated_low,
    question: m.customers_question_rated_low,
    sentence: m.customers_sentence_rated_low,
    behind_mark: true,
  },
  below_expectation: {
    name: m.customers_who_below_expectation,
    question: m.customers_question_below_expectation,
    sentence: m.customers_sentence_below_expectation,
    behind_mark: true,
  },
  commented: {
    name: m.customers_who_commented,
    question: m.customers_question_commented,
    sentence: m.customers_sentence_commented,
    behind_mark: true,
  },
}

function inValueGroup(inputs: SentenceInputs): string {
  return m.customers_sentence_value_group({ ...inputs, group: valueName(inputs.of) })
}

/** The lists that a person may choose by hand, and the one that is open. */
export const offered = (open: Who): readonly Who[] =>
  whoChoices.filter((who) => who === open || !whoWords[who].behind_mark)
