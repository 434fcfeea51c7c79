import { m } from '../paraglide/messages.js'

/** Those whom the comparison of redeemers tells apart, in the order in which it draws them. */
export const comparedGroups = ['redeemers', 'alike', 'others'] as const

const groups: Readonly<Record<string, () => string>> = {
  redeemers: m.roi_compared_redeemers,
  alike: m.roi_compared_alike,
  others: m.roi_compared_others,
}
const outcomes: Readonly<Record<string, () => string>> = {
  back: m.roi_compared_back,
  away: m.roi_compared_away,
}

/** Which of the comparison of redeemers a list holds, in words. */
export function comparedPart(group: string, outcome: string): string {
  return [groups[group], outcomes[outcome]].flatMap((words) => (words ? [words()] : [])).join(m.roi_join())
}
