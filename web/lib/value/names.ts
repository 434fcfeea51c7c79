import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'

const segments: Readonly<Record<string, () => string>> = {
  champions: m.value_segment_champions,
  loyal_customers: m.value_segment_loyal_customers,
  potential_loyalists: m.value_segment_potential_loyalists,
  new_customers: m.value_segment_new_customers,
  promising: m.value_segment_promising,
  need_attention: m.value_segment_need_attention,
  about_to_sleep: m.value_segment_about_to_sleep,
  at_risk: m.value_segment_at_risk,
  cant_loose: m.value_segment_cant_loose,
  hibernating: m.value_segment_hibernating,
  lost: m.value_segment_lost,
  others: m.value_segment_others,
}
const tiers: Readonly<Record<string, () => string>> = {
  important: m.value_tier_important,
  potential: m.value_tier_potential,
  ordinary: m.value_tier_ordinary,
}

/** A value group, a segment of the score map, a tier or `none` in words; a code that nobody knows as it is. */
export function valueName(code: string): string {
  if (code === 'none') return m.value_none()
  return (segments[code] ?? tiers[code])?.() ?? members.label('segment', code)
}
