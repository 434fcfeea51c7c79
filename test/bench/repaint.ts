import type { Page } from 'playwright-core'

/** From a click to the frame in which the last of what follows from it was painted, in milliseconds. */
export interface Repaint {
  /** The last change of what lies on the screen, at least in part. */
  readonly seen: number
  /** The last change of the page, the cards below the screen included. */
  readonly whole: number
}

/**
 * What the page notes of itself: when it was last clicked, how many answers are on their way, and for each change the
 * time at which the next frame had been painted. `ended` waits until the page has asked and has every answer, no card is
 * busy, every change is painted and nothing has changed for a while.
 */
const notes = `(() => {
  const noted = { clicked: 0, asked: 0, waiting: 0, unpainted: 0, whole: 0, seen: 0 }
  const ask = window.fetch
  window.fetch = async (...request) => {
    noted.asked += 1
    noted.waiting += 1
    try { return await ask(...request) } finally { noted.waiting -= 1 }
  }
  const begin = () => Object.assign(noted, { clicked: performance.now(), asked: 0, whole: 0, seen: 0 })
  addEventListener('click', begin, true)
  const afterPaint = (work) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = work
    port2.postMessage(null)
  })
  const isOnScreen = ({ target }) => {
    const element = target instanceof Element ? target : target.parentElement
    const { top, bottom } = element?.getBoundingClientRect() ?? { top: Infinity, bottom: -Infinity }
    return top < innerHeight && bottom > 0
  }
  new MutationObserver((changes) => {
    noted.unpainted += 1
    afterPaint(() => {
      noted.unpainted -= 1
      noted.whole = performance.now()
      if (changes.some(isOnScreen)) noted.seen = noted.whole
    })
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  const isQuiet = () =>
    noted.asked > 0 && noted.waiting === 0 && !document.querySelector('[aria-busy="true"]') &&
    noted.unpainted === 0 && noted.whole > 0 && performance.now() - noted.whole > 120
  const said = () => ({ seen: noted.seen - noted.clicked, whole: noted.whole - noted.clicked })
  const ended = () => new Promise((resolve) => {
    const look = () => (isQuiet() ? resolve(said()) : setTimeout(look, 20))
    look()
  })
  Object.assign(window, { repaint: { ended } })
})()`

/** Makes a page note its repaints from its next document on. */
export async function watchRepaints(page: Page): Promise<void> {
  await page.addInitScript(notes)
}

/** What the click that `act` makes takes. */
export async function repaintOf(page: Page, act: () => Promise<void>): Promise<Repaint> {
  await act()
  return page.evaluate<Repaint>('window.repaint.ended()')
}
