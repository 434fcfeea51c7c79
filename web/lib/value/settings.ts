import type { Param, ParamsOf } from '../../../queries/metric.ts'
import { valued } from '../../../queries/value/rfm.ts'
import type { rfmGrid } from '../../../queries/value/rfm_grid.ts'
import { paramValue } from '../param-value.ts'

/** Settings of the value page that are not the default, as its questions take them. */
export type ValueSettings = Pick<ParamsOf<typeof rfmGrid>, Name>
type Name = keyof typeof valued

const params: Readonly<Record<Name, Param>> = valued
const names = Object.keys(valued) as Name[]

/** Reads the settings from an address; what it does not understand, or what is the default, is left out. */
export function readSettings(own: (name: string) => string | null): ValueSettings {
  const read = names.flatMap((name) => {
    const value = paramValue(params[name], own(name))
    return value === null || value === params[name].default ? [] : [[name, value] as const]
  })
  return Object.fromEntries(read) as ValueSettings
}

/** Only the settings among parameters. */
export function settingsOf(params: ValueSettings): Record<string, string | number> {
  return Object.fromEntries(
    names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]!]])),
  )
}

/** The same settings as an address says them; null removes one that is the default. */
export function writeSettings(
  changes: Readonly<Record<string, string | number>>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      value === params[name as Name]?.default ? null : String(value),
    ]),
  )
}
