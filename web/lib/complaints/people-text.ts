import { lenses } from '../../../queries/complaints/case-filter.ts'
import type { Lens } from '../../../queries/complaints/case-filter.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { readMember } from '../view-state.ts'
import { focusFields } from './complaints.svelte.ts'
import { lensName, memberName, stageName } from './lens-words.ts'
import { listSettings, readSettings } from './settings.ts'

/** What an address says of the list of customers behind a mark of the complaints page. */
export interface ComplaintMark {
  readonly of: string
  readonly method: string
  readonly own: (name: string) => string | null
  readonly owns: (name: string) => string[]
}

/** What the customers behind a mark of the complaints page have in common, in words. */
export function complaintText(mark: ComplaintMark): string {
  return [markText(mark), ...focusTexts(mark)].join(m.complaints_people_join())
}

function markText({ of, method, own }: ComplaintMark): string {
  const { due_days, repeat_days } = readSettings(own)
  const texts: Readonly<Record<string, () => string>> = {
    stage: () => m.complaints_people_stage({ stage: stageName(of) }),
    entered: () => m.complaints_people_entered({ stage: stageName(of) }),
    open: m.complaints_people_open,
    overdue: () => m.complaints_people_overdue({ days: String(due_days) }),
    closed: m.complaints_people_closed,
    late: m.complaints_people_late,
    repeat: () => m.complaints_people_repeat({ days: String(repeat_days) }),
    compensated: m.complaints_people_compensated,
    followed_up: m.complaints_people_followed_up,
    dissatisfied: m.complaints_people_dissatisfied,
  }
  const lens = lenses.find((one) => one === method)
  return lens
    ? m.complaints_people_member(memberInputs(lens, of))
    : (texts[method] ?? m.complaints_people_any)()
}

function focusTexts({ own, owns }: ComplaintMark): string[] {
  const given = listSettings(own, owns)
  return Object.entries(focusFields).flatMap(([lens, field]) =>
    (given[field] ?? []).map((text) => {
      const { member, is_out } = readMember(text)
      const inputs = memberInputs(lens as Lens, member)
      return m.complaints_people_focus(
        is_out ? { ...inputs, member: m.filter_without({ member: inputs.member }) } : inputs,
      )
    }),
  )
}

function memberInputs(lens: Lens, member: string) {
  const is_place = lens === 'store' || lens === 'region' || lens === 'channel'
  const label = is_place && member ? members.label(lens, member) : memberName(member || null)
  return { dimension: lensName(lens), member: label }
}
