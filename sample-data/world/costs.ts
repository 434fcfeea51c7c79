import { dayText, monthNumber, monthStart } from './calendar.ts'
import type { CampaignSums } from '../life/tally.ts'
import type { World } from './world.ts'
import { yuan } from '../write/row.ts'
import type { RowFile } from '../write/row-file.ts'

/** Yuan a month for a chain of 40,000 members. */
const monthly = [
  ['staff', 4800, '会员运营人力分摊'],
  ['licence', 1100, '会员系统与短信平台年费分摊'],
  ['service', 900, '客服外包'],
  ['media', 600, '社群与内容制作'],
] as const

/** Incentives that one order brought by a campaign costs, and what preparing a campaign costs, in yuan. */
const incentive_an_order = 8
const preparation = 500
const programme_cost = 26_000
const usual_members = 40_000

/**
 * Writes the CRM cost ledger: running costs, each campaign's media and incentives, and the building of the programme in
 * the four months before it starts. What single messages cost is in the campaign contacts and not repeated here.
 */
export function writeCosts(world: World, file: RowFile, campaigns: readonly CampaignSums[]): void {
  const scale = world.options.customers / usual_members
  let number = 0
  const write = (month: number, kind: string, amount: number, campaign_id: string, note: string) => {
    const id = `K${String(++number).padStart(5, '0')}`
    file.add(
      `${id},${dayText(monthStart(month))},${kind},${yuan(Math.round(amount * 100))},${campaign_id},${note}\n`,
    )
  }
  const programme_month = monthNumber(world.planted.programme.from)
  for (let month = monthNumber(world.first); month <= monthNumber(world.last); month++) {
    for (const [kind, amount, note] of monthly) write(month, kind, amount * scale, '', note)
    if (month >= programme_month - 4 && month < programme_month)
      write(month, 'development', (programme_cost / 4) * scale, '', '常客计划系统开发')
  }
  for (const campaign of world.campaigns) {
    const sums = campaigns[campaign.index]
    if (!sums || sums.treated === 0) continue
    const month = monthNumber(campaign.starts_on)
    const incentives = incentive_an_order * (Math.max(0, sums.added_orders) + 0.02 * sums.treated)
    write(month, 'media', preparation * scale, campaign.campaign_id, `${campaign.name}物料与投放`)
    write(month, 'incentive', incentives, campaign.campaign_id, `${campaign.name}权益核销`)
  }
}
