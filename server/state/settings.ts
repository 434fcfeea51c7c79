import { ProductError } from '../errors.ts'
import { transaction, type State } from './state.ts'

/** What holds for the whole chain. */
export interface Settings {
  /** What pages call the chain; null until somebody says. */
  readonly chain_name: string | null
  /** IANA name of the zone in which the chain's days begin and end. */
  readonly time_zone: string
  /** ISO 4217 code of the one currency all amounts are in. */
  readonly currency: string
}

const defaults: Settings = { chain_name: null, time_zone: 'Asia/Shanghai', currency: 'CNY' }

/** The chain's settings; what nobody has set is China Standard Time, renminbi and no name. */
export function readSettings(state: State): Settings {
  const rows = state.database.prepare('select name, value from setting').all()
  const set: Partial<Settings> = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  return {
    chain_name: set.chain_name ?? defaults.chain_name,
    time_zone: set.time_zone ?? defaults.time_zone,
    currency: set.currency ?? defaults.currency,
  }
}

/**
 * Changes the settings named and returns them all. Throws `bad_time_zone` or `bad_currency`, changing nothing.
 * A changed time zone moves the days of every sale: the next snapshot is built from scratch.
 */
export function writeSettings(state: State, changes: Partial<Settings>): Settings {
  checkSettings(changes)
  const put = state.database.prepare(
    'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  const drop = state.database.prepare('delete from setting where name = ?')
  transaction(state, () => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined) drop.run(name)
      else put.run(name, value)
    }
  })
  return readSettings(state)
}

/** Whether somebody has set it; otherwise it is what holds for lack of anything better. */
export function isSet(state: State, name: keyof Settings): boolean {
  return state.database.prepare('select 1 from setting where name = ?').get(name) !== undefined
}

/** Throws `bad_time_zone` or `bad_currency`. */
export function checkSettings({ time_zone, currency }: Partial<Settings>): void {
  if (time_zone !== undefined && !isTimeZone(time_zone))
    throw new ProductError('bad_time_zone', { value: time_zone })
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw new ProductError('bad_currency', { value: currency })
}

function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}
