import { completeness } from './completeness.ts'
import { coverage } from './coverage.ts'
import { duplicates } from './duplicates.ts'
import { events } from './events.ts'
import { freshness } from './freshness.ts'
import { members } from './members.ts'
import { references } from './references.ts'

/** What is loaded, how good it is, and what it offers to filter by. */
export const data = [members, coverage, freshness, completeness, references, duplicates, events] as const
