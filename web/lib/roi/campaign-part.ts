import { upliftBy } from '../../../queries/roi/uplift.ts'
import { m } from '../paraglide/messages.js'
import { groupingName, groupName } from './group-name.ts'

const parts: Readonly<Record<string, () => string>> = {
  treated: m.roi_part_treated,
  control: m.roi_part_control,
  reached: m.roi_part_reached,
  consented: m.roi_part_consented,
  bought: m.roi_part_bought,
  credited: m.roi_part_credited,
  control_bought: m.roi_part_control_bought,
  control_contacted: m.roi_part_control_contacted,
  crowded: m.roi_part_crowded,
}

/** What a campaign's customers are told apart by, in words. */
export function groupingText(method: string): string {
  const by = upliftBy.find((name) => name === method)
  return by ? groupingName(by).toLowerCase() : method
}

/** Which of a campaign's customers a list holds, in words. */
export function campaignPart(method: string, into: string): string {
  const by = upliftBy.find((name) => name === method)
  return by ? groupName(by, into || null) : (parts[method]?.() ?? method)
}
