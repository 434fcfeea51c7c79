import { m } from '../paraglide/messages.js'

const ruleTexts: Readonly<Record<string, () => string>> = {
  N1: m.complaints_rule_limit,
  WE1: m.complaints_rule_limit,
  N2: m.complaints_rule_nine,
  WE4: m.complaints_rule_eight,
  N3: m.complaints_rule_trend,
  N4: m.complaints_rule_alternating,
  N5: m.complaints_rule_two_of_three,
  WE2: m.complaints_rule_two_of_three,
  N6: m.complaints_rule_four_of_five,
  WE3: m.complaints_rule_four_of_five,
  N7: m.complaints_rule_hugging,
  N8: m.complaints_rule_avoiding,
}

/** What a run rule has found, in words with its usual name behind. */
export function ruleWords(rule: string): string {
  const name = rule.replace('WE', 'Western Electric ').replace(/^N/, 'Nelson ')
  return m.complaints_rule({ text: ruleTexts[rule]?.() ?? rule, name })
}

const setNames: Readonly<Record<string, () => string>> = {
  nelson_1_2: m.complaints_rules_nelson_1_2,
  limits: m.complaints_rules_limits,
  western_electric: m.complaints_rules_western_electric,
  nelson: m.complaints_rules_nelson,
}

/** The name of a set of run rules. */
export const ruleSetName = (set: string): string => setNames[set]?.() ?? set

const chartNames: Readonly<Record<string, () => string>> = {
  auto: m.complaints_chart_auto,
  c: m.complaints_chart_c,
  u: m.complaints_chart_u,
  laney: m.complaints_chart_laney,
  laney_c: m.complaints_chart_laney_c,
  laney_u: m.complaints_chart_laney_u,
  xmr: m.complaints_chart_xmr,
  xmr_c: m.complaints_chart_xmr,
  xmr_u: m.complaints_chart_xmr,
}

/** The name of a kind of control chart. */
export const chartName = (kind: string): string => chartNames[kind]?.() ?? kind
