import { formatDay } from '../format.ts'
import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { seePeople } from '../marks/see-people.ts'
import { m } from '../paraglide/messages.js'
import { leftOut } from '../view-state.ts'
import type { Move } from './moves.ts'
import { valueName } from './names.ts'
import type { Grouping } from './order.ts'
import type { ValuePage } from './value-page.svelte.ts'

/** What can be done with a cell of the grid: see its customers, or everybody of its row or column. */
export function cellActions(page: ValuePage, code: string): MarkAction[] {
  const alike = [code.slice(0, 2), code.slice(2)].map((score) =>
    seePeople(page.people('rfm_cell', score), m.value_mark_score({ score })),
  )
  return [seePeople(page.people('rfm_cell', code)), ...alike]
}

/** What can be done with a group, a segment or a tier as it is now: see its customers, and who joined or left it since the day compared with. */
export function groupActions(page: ValuePage, by: Grouping, code: string): MarkAction[] {
  const is_compared = page.is_compared && (by !== 'tier' || page.settings.potential_by === 'first_purchase')
  return [
    seePeople(page.people(`value_${by}`, code)),
    ...(is_compared ? [joinedAction(page, by, code), leftAction(page, by, code)] : []),
  ]
}

/** What can be done with one side of the moves: see who was in the group then or is in it now, and who left or joined it between. */
export function sideActions(page: ValuePage, side: 'from' | 'to', code: string): MarkAction[] {
  const { by } = page
  return side === 'from'
    ? [seePeople(page.movers(by, code, '')), leftAction(page, by, code)]
    : [seePeople(page.movers(by, '', code)), joinedAction(page, by, code)]
}

/** What can be done with a ribbon: see who moved, everybody who started where it starts, and everybody who is where it ends. */
export function moveActions(page: ValuePage, { from_group, to_group }: Move): MarkAction[] {
  const [from, to] = [from_group ?? 'none', to_group ?? 'none']
  const [before, now] = [formatDay(page.base_to), formatDay(page.params.to)]
  return [
    seePeople(page.movers(page.by, from, to)),
    seePeople(page.movers(page.by, from, ''), m.value_mark_in({ group: valueName(from), day: before })),
    seePeople(page.movers(page.by, '', to), m.value_mark_in({ group: valueName(to), day: now })),
  ]
}

const joinedAction = (page: ValuePage, by: Grouping, code: string) =>
  seePeople(page.movers(by, leftOut(code), code), m.value_mark_joined({ day: formatDay(page.base_to) }))
const leftAction = (page: ValuePage, by: Grouping, code: string) =>
  seePeople(page.movers(by, code, leftOut(code)), m.value_mark_left({ day: formatDay(page.base_to) }))
