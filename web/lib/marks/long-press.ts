const held_for = 500
const slack = 10

/**
 * Asks for the menu of what a finger rests on for half a second, as a right click asks for it: not every touch screen
 * does so by itself. Where a menu opens, lifting the finger is no tap. Returns what stops the listening.
 */
export function askByLongPress(root: Document | HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from: PointerEvent | null = null
  let has_opened = false

  function touch(event: PointerEvent) {
    stop()
    if (!event.isPrimary) return
    has_opened = false
    if (event.pointerType !== 'touch') return
    from = event
    timer = setTimeout(ask, held_for)
  }
  function move({ clientX, clientY }: PointerEvent) {
    if (from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > slack) stop()
  }
  function stop() {
    clearTimeout(timer)
    from = null
  }
  function ask() {
    const { target, clientX, clientY } = from!
    const asked = new MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      button: 2,
      clientX,
      clientY,
    })
    has_opened = !target!.dispatchEvent(asked)
  }
  /** The browser's own long press: before ours it takes its place, after ours it would ask twice. */
  function askedByBrowser(event: Event) {
    if (!event.isTrusted) return
    if (has_opened) return swallow(event)
    stop()
  }
  function lift(event: Event) {
    stop()
    if (has_opened) swallow(event)
  }

  const listening = new AbortController()
  const { signal } = listening
  const listen = (type: string, listener: (event: never) => void, passive = true) =>
    root.addEventListener(type, listener as EventListener, { signal, capture: true, passive })
  listen('pointerdown', touch)
  listen('pointermove', move)
  listen('pointercancel', stop)
  listen('keydown', () => (has_opened = false))
  listen('contextmenu', askedByBrowser, false)
  listen('touchend', lift, false)
  return () => {
    stop()
    listening.abort()
  }
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopPropagation()
}
