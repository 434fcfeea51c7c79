import { payback } from './payback.ts'

/** What was spent on customers, and what came back. */
export const roi = [payback] as const
