import { format, formatDay } from '../format.ts'
import { m } from '../paraglide/messages.js'
import type { ValuePage } from './value-page.svelte.ts'

/** The sentence that answers who is worth most; null until both answers are there. */
export function answerText(page: ValuePage, to: string): string | null {
  const { concentration, groups } = page
  if (concentration.state === 'loading' || groups.state === 'loading') return null
  const [whole] = concentration.rows
  if (!whole) return m.value_answer_nobody({ to: formatDay(to) })
  const best = groups.rows.find(({ value_group }) => value_group === 'important_value')
  const answer = m.value_answer({
    to: formatDay(to),
    months: String(page.settings.window_months ?? 12),
    customers: format(whole.customers, 'count'),
    top: format(whole.top_20_percent, 'ratio', { digits: 0 }),
    best: format(best?.customers ?? 0, 'count'),
    best_share: format(best?.share_of_customers ?? 0, 'ratio'),
    best_sales: format(best?.share_of_amount ?? 0, 'ratio', { digits: 0 }),
  })
  return page.is_compared ? `${answer}${keptText(page)}` : answer
}

/** What became of those who were worth most before; empty while it is not known, or when there were none. */
function keptText({ group_moves, base_to }: ValuePage): string {
  const before = group_moves.rows.filter(({ from_group }) => from_group === 'important_value')
  const sizeOf = (rows: typeof before) => rows.reduce((sum, { customers }) => sum + (customers ?? 0), 0)
  const all = sizeOf(before)
  if (all === 0) return ''
  const share = (to: string) =>
    format(sizeOf(before.filter(({ to_group }) => to_group === to)) / all, 'ratio', { digits: 0 })
  return m.value_answer_kept({
    from: formatDay(base_to),
    stayed: share('important_value'),
    stopped: share('none'),
  })
}
