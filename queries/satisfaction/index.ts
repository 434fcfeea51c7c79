import { comments } from './comments.ts'
import { csi } from './csi.ts'
import { distribution } from './distribution.ts'
import { drivers } from './drivers.ts'
import { focus } from './focus.ts'
import { items } from './items.ts'
import { stores } from './stores.ts'
import { topics } from './topics.ts'

/** How satisfied customers are, what makes them so, and what they say. */
export const satisfaction = [distribution, csi, items, drivers, stores, focus, comments, topics] as const
