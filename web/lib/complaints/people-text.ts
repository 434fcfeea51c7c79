import { lenses } from '../../../queries/complaints/case-filter.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { lensName, stageName } from './lens-words.ts'

/** Which mark of the complaints page a list of customers is behind. */
export interface ComplaintMark {
  readonly of: string
  readonly into: string
  readonly method: string
}

/** What the customers behind a mark of the complaints page have in common, in words. */
export function complaintText({ of, into, method }: ComplaintMark): string {
  if (method === 'stage') return m.complaints_people_stage({ stage: stageName(of) })
  if (method === 'overdue') return m.complaints_people_overdue()
  if (method === 'late') return m.complaints_people_late()
  if (method === 'repeat') return m.complaints_people_repeat()
  if (method === 'compensated') return m.complaints_people_compensated()
  const lens = lenses.find((one) => one === method)
  if (!lens) return m.complaints_people_any()
  const member = lens === 'store' || lens === 'region' || lens === 'channel' ? members.label(lens, of) : of
  const what = into ? m.complaints_pair({ a: member, b: into }) : member
  return m.complaints_people_member({ dimension: lensName(lens), member: what })
}
