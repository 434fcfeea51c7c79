import type { Page } from 'playwright-core'

/**
 * What the page notes of itself: when it was last clicked, how many answers are on their way, and when the frame after
 * its last change had been painted. `ended` waits until the page has asked and has every answer, no card is busy and
 * nothing has changed for a while, and gives the milliseconds from the click to that last frame.
 */
const notes = `(() => {
  const seen = { clicked: 0, asked: 0, waiting: 0, painted: 0 }
  const ask = window.fetch
  window.fetch = async (...request) => {
    seen.asked += 1
    seen.waiting += 1
    try { return await ask(...request) } finally { seen.waiting -= 1 }
  }
  addEventListener('click', () => Object.assign(seen, { clicked: performance.now(), asked: 0, painted: 0 }), true)
  const afterPaint = (work) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = work
    port2.postMessage(null)
  })
  new MutationObserver(() => afterPaint(() => (seen.painted = performance.now())))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  const isQuiet = () =>
    seen.asked > 0 && seen.waiting === 0 && !document.querySelector('[aria-busy="true"]') &&
    seen.painted > 0 && performance.now() - seen.painted > 120
  const ended = () => new Promise((resolve) => {
    const look = () => (isQuiet() ? resolve(seen.painted - seen.clicked) : setTimeout(look, 20))
    look()
  })
  Object.assign(window, { repaint: { ended } })
})()`

/** Makes a page note its repaints from its next document on. */
export async function watchRepaints(page: Page): Promise<void> {
  await page.addInitScript(notes)
}

/** Milliseconds from the click that `act` makes to the frame in which the last of what follows from it was painted. */
export async function repaintMs(page: Page, act: () => Promise<void>): Promise<number> {
  await act()
  return page.evaluate<number>('window.repaint.ended()')
}
