import { payback } from './payback.ts'

/** Statistics of what was spent on customers. */
export const roi = [payback] as const
