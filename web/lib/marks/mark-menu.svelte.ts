import { tick } from 'svelte'

/** One thing to do with a mark. */
export interface MarkAction {
  readonly label: string
  readonly icon?: 'people' | 'filter' | 'close' | 'calendar'
  readonly onselect: () => void
}

/** Where a menu opens: under the pointer, or at the element that has the focus. */
interface Place {
  readonly x: number
  readonly y: number
}

/** The menu of whatever mark it was asked for; one for the page. */
export class MarkMenu {
  /** Names the mark. */
  title = $state('')
  actions = $state.raw<readonly MarkAction[]>([])
  place = $state.raw<Place>({ x: 0, y: 0 })
  open = $state(false)
  #origin: HTMLElement | null = null

  /** Opens at a right click, a long press, a key or the click of a button. */
  async show(event: MouseEvent | KeyboardEvent, title: string, actions: readonly MarkAction[]) {
    event.preventDefault()
    event.stopPropagation()
    this.#origin = event.currentTarget as HTMLElement | null
    this.place = placeOf(event)
    this.title = title
    this.actions = actions
    this.open = false
    await tick()
    this.open = true
  }

  /** Gives the focus back to where the menu was asked for. */
  leave() {
    const origin = this.#origin
    const inner = origin?.matches('tr') ? origin.querySelector<HTMLElement>('a, button') : origin
    inner?.focus()
  }
}

/** Whether a key asks for the menu of what has the focus. */
export const asksForMenu = ({ key, shiftKey }: KeyboardEvent) =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey)

function placeOf(event: MouseEvent | KeyboardEvent): Place {
  const at_pointer = event instanceof MouseEvent && event.type === 'contextmenu' && event.clientX > 0
  if (at_pointer) return { x: event.clientX, y: event.clientY }
  const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect()
  return { x: left + 8, y: bottom }
}
