import { valueGroups } from '../../../queries/member-words.ts'

/** The three ways to part customers, each from the best group to the least; `none` is no purchase in the window. */
export const groupOrder = {
  group: valueGroups,
  segment: [
    'champions',
    'loyal_customers',
    'potential_loyalists',
    'new_customers',
    'promising',
    'need_attention',
    'about_to_sleep',
    'cant_loose',
    'at_risk',
    'hibernating',
    'lost',
    'others',
  ],
  tier: ['important', 'potential', 'ordinary'],
} as const satisfies Record<string, readonly string[]>

export type Grouping = keyof typeof groupOrder

/** The place of a group from the best on; `none` comes last. */
export function placeOf(by: Grouping, code: string): number {
  const place = (groupOrder[by] as readonly string[]).indexOf(code)
  return place < 0 ? groupOrder[by].length : place
}
