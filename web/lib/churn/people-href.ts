import type { Range } from '../../../queries/day.ts'
import { view } from '../view.svelte.ts'

interface Mark {
  readonly who: string
  readonly of?: string
  readonly into?: string
  readonly method?: string
}

/**
 * Address of the customers behind a mark: `who` and what it is one of, and the settings it was made with; the period is that of
 * the mark when it has its own.
 */
export function peopleHref(
  mark: Mark,
  settings: Readonly<Record<string, string | number>> = {},
  range?: Range,
): string {
  const texts = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
  const own = { ...mark, ...texts }
  return view.href('/customers', range ? { period: `${range.from}..${range.to}`, own } : { own })
}
