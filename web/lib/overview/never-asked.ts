import { m } from '../paraglide/messages.js'
import { settings } from '../settings.svelte.ts'
import type { KpiBoard } from './kpi-board.ts'
import type { Kpi } from './kpi.ts'

/** What to say of a score that the surveys loaded do not ask for, in any bucket shown; undefined of everything else. */
export function neverAsked(kpi: Kpi, board: Pick<KpiBoard, 'figure'>): string | undefined {
  if (board.figure(kpi)?.has_any !== false) return undefined
  if (kpi.of === 'invitations') return m.overview_no_invitations()
  return kpi.of === 'answers' ? m.overview_never_asked({ title: kpi.title[settings.locale] }) : undefined
}
