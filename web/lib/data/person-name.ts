import { m } from '../paraglide/messages.js'

/** Who did something, in the reader's words: the browser and the terminal are places, not names. */
export function personName(by: string): string {
  if (by === 'browser') return m.data_by_browser()
  if (by === 'terminal') return m.data_by_terminal()
  return by
}
