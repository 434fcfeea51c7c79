import { roi } from './roi.ts'

/** Statistics of the cards of the Overview. */
export const kpi = [roi] as const
