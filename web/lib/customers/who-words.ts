import { who as whoChoices } from '../../../queries/customers/list.ts'
import { cohortSentence, lifecyclePart, methodName, tenureSentence } from '../churn/people-words.ts'
import { reasonName } from '../churn/reason-words.ts'
import { complaintText } from '../complaints/people-text.ts'
import { m } from '../paraglide/messages.js'
import { bandName } from '../prediction/band-name.ts'
import { moveSentence } from '../value/move-sentence.ts'
import { scoredSentence } from '../satisfaction/scored-sentence.ts'
import { valueName } from '../value/names.ts'
import { campaignPart, groupingText } from '../roi/campaign-part.ts'
import { comparedPart } from '../roi/compared-part.ts'
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
  /** What else the address says: the value of a parameter, and those of one that can have several. */
  readonly own: (name: string) => string | null
  readonly owns: (name: string) => string[]
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
  complaint_about: {
    name: m.customers_who_complaint_about,
    question: m.customers_question_complaint_about,
    sentence: (inputs) => m.customers_sentence_complaint_about({ ...inputs, what: complaintText(inputs) }),
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
    sentence: moveSentence,
    behind_mark: true,
  },
  answered: {
    name: m.satisfaction_who_answered,
    question: m.satisfaction_question_answered,
    sentence: m.satisfaction_sentence_answered,
  },
  satisfied: {
    name: m.satisfaction_who_satisfied,
    question: m.satisfaction_question_satisfied,
    sentence: m.satisfaction_sentence_satisfied,
  },
  dissatisfied: {
    name: m.satisfaction_who_dissatisfied,
    question: m.satisfaction_question_dissatisfied,
    sentence: m.satisfaction_sentence_dissatisfied,
  },
  scored: {
    name: m.satisfaction_who_scored,
    question: m.satisfaction_question_scored,
    sentence: scoredSentence,
    behind_mark: true,
  },
  rated_low: {
    name: m.satisfaction_who_rated_low,
    question: m.satisfaction_question_rated_low,
    sentence: m.satisfaction_sentence_rated_low,
    behind_mark: true,
  },
  below_expectation: {
    name: m.satisfaction_who_below_expectation,
    question: m.satisfaction_question_below_expectation,
    sentence: m.satisfaction_sentence_below_expectation,
    behind_mark: true,
  },
  commented: {
    name: m.satisfaction_who_commented,
    question: m.satisfaction_question_commented,
    sentence: m.satisfaction_sentence_commented,
    behind_mark: true,
  },
  alive_band: {
    name: m.prediction_who_alive_band,
    question: m.prediction_question_alive_band,
    sentence: (inputs) => m.prediction_sentence_alive_band({ ...inputs, band: bandName(inputs.of) }),
    behind_mark: true,
  },
  clv: {
    name: m.prediction_who_clv,
    question: m.prediction_question_clv,
    sentence: (inputs) =>
      inputs.of === ''
        ? m.prediction_sentence_clv(inputs)
        : m.prediction_sentence_clv_of({
            ...inputs,
            part: inputs.of === 'one_time' ? m.prediction_one_time() : m.prediction_repeat(),
          }),
    behind_mark: true,
  },
  campaign: {
    name: m.roi_who_campaign,
    question: m.roi_question_campaign,
    sentence: (inputs) =>
      m.roi_sentence_campaign({ ...inputs, part: campaignPart(inputs.method, inputs.into) }),
    behind_mark: true,
  },
  campaign_first: {
    name: m.roi_who_campaign_first,
    question: m.roi_question_campaign,
    sentence: (inputs) => m.roi_sentence_campaign_first({ ...inputs, by: groupingText(inputs.method) }),
    behind_mark: true,
  },
  campaign_matched: {
    name: m.roi_who_campaign_matched,
    question: m.roi_question_campaign_matched,
    sentence: m.roi_sentence_campaign_matched,
    behind_mark: true,
  },
  measured: {
    name: m.roi_who_measured,
    question: m.roi_question_measured,
    sentence: (inputs) => m.roi_sentence_measured({ ...inputs, part: campaignPart(inputs.method, '') }),
    behind_mark: true,
  },
  acquired: {
    name: m.roi_who_acquired,
    question: m.roi_question_acquired,
    sentence: m.roi_sentence_acquired,
  },
  referred: {
    name: m.roi_who_referred,
    question: m.roi_question_referred,
    sentence: m.roi_sentence_referred,
  },
  referrers: {
    name: m.roi_who_referrers,
    question: m.roi_question_referrers,
    sentence: m.roi_sentence_referrers,
  },
  redeemers: {
    name: m.roi_who_redeemers,
    question: m.roi_question_redeemers,
    sentence: m.roi_sentence_redeemers,
  },
  redeemers_compared: {
    name: m.roi_who_compared,
    question: m.roi_question_compared,
    sentence: (inputs) => m.roi_sentence_compared({ ...inputs, part: comparedPart(inputs.of, inputs.into) }),
    behind_mark: true,
  },
  wallet: { name: m.roi_who_wallet, question: m.roi_question_wallet, sentence: m.roi_sentence_wallet },
  cohort: {
    name: m.churn_who_cohort,
    question: m.churn_people_question_cohort,
    sentence: cohortSentence,
    behind_mark: true,
  },
  lifecycle: {
    name: m.churn_who_lifecycle,
    question: m.churn_people_question_lifecycle,
    sentence: (inputs) => m.churn_people_sentence_lifecycle({ ...inputs, part: lifecyclePart(inputs.of) }),
    behind_mark: true,
  },
  lapse: {
    name: m.churn_who_lapse,
    question: m.churn_people_question_lapse,
    sentence: (inputs) => m.churn_people_sentence_lapse({ ...inputs, definition: methodName(inputs.method) }),
    behind_mark: true,
  },
  at_risk: {
    name: m.churn_who_at_risk,
    question: m.churn_people_question_at_risk,
    sentence: m.churn_people_sentence_at_risk,
  },
  tenure: {
    name: m.churn_who_tenure,
    question: m.churn_people_question_tenure,
    sentence: tenureSentence,
    behind_mark: true,
  },
  lapse_reason: {
    name: m.churn_who_lapse_reason,
    question: m.churn_people_question_lapse_reason,
    sentence: (inputs) =>
      m.churn_people_sentence_lapse_reason({
        ...inputs,
        outcome: inputs.into === 'lapsed' ? m.churn_lapsed() : m.churn_stayed(),
        reason: reasonName({ factor: inputs.of, detail: inputs.method }),
      }),
    behind_mark: true,
  },
  win_back: {
    name: m.churn_who_win_back,
    question: m.churn_people_question_win_back,
    sentence: (inputs) =>
      m.churn_people_sentence_win_back({
        ...inputs,
        arm: inputs.into === 'control' ? m.churn_control() : m.churn_treated(),
      }),
    behind_mark: true,
  },
}

function inValueGroup(inputs: SentenceInputs): string {
  return m.customers_sentence_value_group({ ...inputs, group: valueName(inputs.of) })
}

/** The lists that a person may choose by hand, and the one that is open. */
export const offered = (open: Who): readonly Who[] =>
  whoChoices.filter((who) => who === open || !whoWords[who].behind_mark)
