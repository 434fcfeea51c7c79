import { notice } from './notice.svelte.ts'
import { m } from './paraglide/messages.js'

/** Does what puts something on the clipboard, and says and returns whether it is there: a browser may refuse. */
export async function copy(write: () => Promise<void>): Promise<boolean> {
  try {
    await write()
    notice.say(m.copy_done())
    return true
  } catch {
    notice.say(m.copy_denied())
    return false
  }
}
