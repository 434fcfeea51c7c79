import { behindComplaints } from '../../../queries/complaints/behind-complaints.ts'
import { caseFilter, closedBy, dueDays } from '../../../queries/complaints/case-filter.ts'
import { repeatDays } from '../../../queries/complaints/repeats.ts'
import type { Param } from '../../../queries/metric.ts'
import { paramValue } from '../param-value.ts'

const params = { ...closedBy, ...dueDays, ...repeatDays }

/** When a complaint counts as closed, overdue or repeated. */
export interface ComplaintSettings {
  readonly closed_by: (typeof closedBy.closed_by.choices)[number]
  readonly due_days: number
  readonly repeat_days: number
}

/** Reads the page's settings; what it does not understand falls back to the default. */
export function readSettings(own: (name: string) => string | null): ComplaintSettings {
  const read = Object.entries<Param>(params).map(([name, param]) => [
    name,
    paramValue(param, own(name)) ?? param.default,
  ])
  return Object.fromEntries(read) as ComplaintSettings
}

/** The settings as an address says them; null removes one that is the default. */
export function writeSettings(changes: Partial<ComplaintSettings>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      value === params[name as keyof ComplaintSettings].default ? null : String(value),
    ]),
  )
}

type ListSettings = Partial<ComplaintSettings> & Partial<Record<keyof typeof caseFilter, string[]>>

/** What a list of customers behind a mark of the page must know of the page; what is the default is left out. */
export function listSettings(
  own: (name: string) => string | null,
  owns: (name: string) => string[],
): ListSettings {
  const read = Object.entries<Param>(behindComplaints).flatMap(([name, param]) => {
    const value = param.kind === 'list' ? owns(name) : paramValue(param, own(name))
    const is_usual = value === null || value === param.default || (Array.isArray(value) && value.length === 0)
    return is_usual ? [] : [[name, value] as const]
  })
  return Object.fromEntries(read) as ListSettings
}
