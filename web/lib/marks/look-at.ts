import type { Range } from '../../../queries/day.ts'
import { formatRange } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { view } from '../view.svelte.ts'
import type { MarkAction } from './mark-menu.svelte.ts'

/** Makes a stretch of time the period of the page. */
export const lookAt = ({ from, to }: Range): MarkAction => ({
  label: m.mark_bucket({ range: formatRange({ from, to }) }),
  icon: 'calendar',
  onselect: () => void view.set({ period: `${from}..${to}` }),
})
