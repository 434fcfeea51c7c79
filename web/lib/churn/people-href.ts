import type { Range } from '../../../queries/day.ts'
import { view } from '../view.svelte.ts'

/** Address of the customers behind a mark: `who` and what it is one of; the period is that of the mark when it has its own. */
export function peopleHref(
  mark: { readonly who: string; readonly of?: string; readonly into?: string; readonly method?: string },
  {
    range,
    ...numbers
  }: { readonly range?: Range } & Readonly<Record<string, number | string | Range | undefined>> = {},
): string {
  const own = {
    ...mark,
    ...Object.fromEntries(Object.entries(settings).map(([name, n]) => [name, String(n as string | number)])),
  }
  return view.href('/customers', range ? { period: `${range.from}..${range.to}`, own } : { own })
}
