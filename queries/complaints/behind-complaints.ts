import { caseFilter, closedBy, dueDays } from './case-filter.ts'
import { satisfiedFrom } from './follow_up.ts'
import { repeatDays } from './repeats.ts'

/** What the customers behind a mark of the complaints page depend on besides the mark. */
export const behindComplaints = {
  ...caseFilter,
  ...closedBy,
  ...dueDays,
  ...repeatDays,
  ...satisfiedFrom,
} as const
