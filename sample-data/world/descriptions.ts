import { quoted, yuan } from '../write/row.ts'
import type { Tables } from '../write/tables.ts'
import { dayText, yearOf } from './calendar.ts'
import { holidaysOf } from './holidays.ts'
import type { World } from './world.ts'

/** Writes what describes the chain rather than happens: products, campaigns, and the holidays of its years. */
export function writeDescriptions(world: World, tables: Tables): void {
  for (const product of world.range.products) {
    const { product_id, name, category, subcategory, brand, unit_cost } = product
    tables.products.add(
      `${product_id},${quoted(name)},${category},${subcategory},${brand},${yuan(unit_cost)}\n`,
    )
  }
  for (const { campaign_id, name, kind, channel, starts_on, ends_on, window_days } of world.campaigns) {
    const days = `${dayText(starts_on)},${dayText(ends_on)},${window_days}`
    tables.campaigns.add(`${campaign_id},${name},${kind},${channel},${days}\n`)
  }
  for (let year = yearOf(world.first); year <= yearOf(world.last); year++)
    for (const { date, name, is_working } of holidaysOf(year))
      tables.holidays.add(`${date},${name},${is_working}\n`)
}
