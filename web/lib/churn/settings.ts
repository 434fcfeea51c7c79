import { cohorts } from '../../../queries/churn/cohorts.ts'
import {
  alive_threshold,
  behindChurn,
  inactive_days,
  lookback_days,
  rhythm,
} from '../../../queries/churn/lapse.ts'
import { by as byParam } from '../../../queries/churn/tenure.ts'
import type { Param } from '../../../queries/metric.ts'
import { paramValue } from '../param-value.ts'

const numbers = { inactive_days, ...rhythm, alive_threshold, lookback_days }
const { start, measure, versus, mean, counting } = cohorts.params
const choices = { start, measure, versus, mean, counting, by: byParam }

type Numbers = { readonly [K in keyof typeof numbers]: number }
type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K]['choices'][number] }

/** What the churn page can be asked beyond period and filters. */
export type ChurnSettings = Numbers & Choices
export type SettingName = keyof ChurnSettings

/** Reads the page's own parameters; what it does not understand falls back to the default. */
export function readSettings(own: (name: string) => string | null): ChurnSettings {
  const all: Record<string, Param> = { ...numbers, ...choices }
  return Object.fromEntries(
    Object.entries(all).map(([name, param]) => [name, paramValue(param, own(name)) ?? param.default]),
  ) as unknown as ChurnSettings
}

type ListSettings = Partial<{
  readonly [K in keyof typeof behindChurn]: K extends keyof Choices ? Choices[K] : number
}>

/** What a list of customers behind a mark of the page must know of the page; what is the default is left out. */
export function listSettings(own: (name: string) => string | null): ListSettings {
  const read = Object.entries<Param>(behindChurn).flatMap(([name, param]) => {
    const value = paramValue(param, own(name))
    return value === null || value === param.default ? [] : [[name, value] as const]
  })
  return Object.fromEntries(read) as ListSettings
}

/** The parameters that write a changed setting into an address; null removes one that is the default. */
export function writeSettings(changes: Partial<ChurnSettings>): Record<string, string | null> {
  const all: Record<string, Param> = { ...numbers, ...choices }
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      value === all[name]!.default ? null : String(value),
    ]),
  )
}
