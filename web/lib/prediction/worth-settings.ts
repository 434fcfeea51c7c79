import type { Param } from '../../../queries/metric.ts'
import { worth } from '../../../queries/prediction/worth.ts'
import { paramValue } from '../param-value.ts'

type Name = keyof typeof worth
export type WorthSettings = { readonly [N in Name]: number }

const params: Readonly<Record<Name, Param>> = worth
const names = Object.keys(worth) as Name[]

/** How far CLV looks ahead and how it is discounted, as an address says; the default of what it does not say or allow. */
export function readWorth(own: (name: string) => string | null): WorthSettings {
  return Object.fromEntries(
    names.map((name) => [name, paramValue(params[name], own(name)) ?? params[name].default]),
  ) as WorthSettings
}

/** A changed setting as an address says it; null removes one that is the default. */
export function writeWorth(changes: Partial<WorthSettings>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      value === params[name as Name].default ? null : String(value),
    ]),
  )
}
