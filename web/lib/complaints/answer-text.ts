import { chain } from '../chain.svelte.ts'
import { format, formatDay, formatDelta } from '../format.ts'
import { missingText } from '../missing-text.ts'
import { isCovered } from '../overview/kpi-plan.ts'
import { differs, eventRate } from '../overview/significance.ts'
import { m } from '../paraglide/messages.js'
import { intervalText } from '../roi/interval-text.ts'
import { view } from '../view.svelte.ts'
import { alarmName, expectedText } from './alarm-text.ts'
import type { Complaints } from './complaints.svelte.ts'

/** The page's answer: how many complaints against before, and what stands out. Null while it is not known. */
export function answerText({ now, previous, last_year, alarms }: Complaints): string | null {
  if (chain.facts && !chain.has(['complaints'])) return missingText(['complaints'])
  if (now.state === 'loading' || alarms.state === 'loading') return null
  const [row] = now.rows
  if (!row) return m.complaints_answer_none()
  const rate = row.complaints_per_1000_orders
  const covered = (role: 'previous' | 'last_year') =>
    isCovered(view.ranges[role], chain.facts?.first_day ?? null)
  const bases = [covered('previous') && previous.rows[0], covered('last_year') && last_year.rows[0]]
  const [now_rate, ...before] = [row, ...bases].map((one) =>
    one ? eventRate(one.complaints ?? 0, one.orders ?? 0, 1000) : null,
  )
  const changes = before.map((base) => {
    const text = formatDelta(rate, base?.value ?? null, 'quantity')?.text ?? '—'
    return now_rate && base && !differs(now_rate, base) ? m.complaints_answer_chance({ change: text }) : text
  })
  const figures =
    rate === null
      ? m.complaints_answer_count({ n: format(row.complaints, 'count'), count: row.complaints ?? 0 })
      : m.complaints_answer_rate({
          n: format(row.complaints, 'count'),
          count: row.complaints ?? 0,
          rate: intervalText(rate, now_rate?.low ?? null, now_rate?.high ?? null, 'quantity', { digits: 2 }),
          ...{ previous: changes[0]!, last_year: changes[1]! },
        })
  return `${figures}${standout(alarms.rows)}`
}

function standout(rows: Complaints['alarms']['rows']): string {
  if (rows.length === 0) return m.complaints_answer_quiet()
  const named = rows.slice(0, 2).map((row) =>
    m.complaints_answer_alarm({
      name: alarmName(row),
      n: format(row.complaints, 'count'),
      from: formatDay(row.first_bucket ?? '', { year: false }),
      expected: expectedText(row.expected),
    }),
  )
  return m.complaints_answer_standout({ list: named.join(m.complaints_answer_join()) })
}
