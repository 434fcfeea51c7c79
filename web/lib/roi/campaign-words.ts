import type { Row } from '../../../queries/metric.ts'
import type { campaigns } from '../../../queries/roi/campaigns.ts'
import { format } from '../format.ts'
import type { Tone } from '../charts/forest-chart.ts'
import { m } from '../paraglide/messages.js'

/** One campaign as the table shows it. */
export type CampaignRow = Row<typeof campaigns>

const warnings: Readonly<Record<string, (campaign: CampaignRow) => string>> = {
  no_control: () => m.roi_warning_no_control(),
  control_contacted: ({ control_contacted }) =>
    m.roi_warning_control_contacted({ control_contacted: format(control_contacted, 'count') }),
  unbalanced: ({ imbalance }) =>
    m.roi_warning_unbalanced({ imbalance: format(imbalance, 'quantity', { digits: 2 }) }),
  window_open: ({ window_ends_on }) =>
    m.roi_warning_window_open({ window_ends_on: format(window_ends_on, 'date') }),
  few_conversions: () => m.roi_warning_few_conversions(),
  crowded: ({ crowded }) => m.roi_warning_crowded({ crowded: format(crowded, 'count') }),
}

/** The warnings of a campaign, each with its words. */
export function warningsOf(campaign: CampaignRow): { readonly code: string; readonly text: string }[] {
  return (campaign.warnings ?? '').split(',').flatMap((code) => {
    const text = warnings[code]?.(campaign)
    return text === undefined ? [] : [{ code, text }]
  })
}

/** The warnings of a campaign in words. */
export const warningTexts = (campaign: CampaignRow): string[] => warningsOf(campaign).map(({ text }) => text)

/** What the reading against the control says, in a word or two. */
export function verdictText({ verdict, evidence, is_finished }: CampaignRow): string {
  if (verdict === 'gain') return m.roi_verdict_gain()
  if (verdict === 'loss') return m.roi_verdict_loss()
  if (verdict === 'unclear') return m.roi_verdict_unclear()
  if (evidence === 'observational') return m.roi_verdict_observational()
  return is_finished ? m.roi_verdict_none() : m.roi_verdict_open()
}

/** How a campaign's reading is drawn. */
export function toneOf({ verdict, evidence }: CampaignRow): Tone {
  if (evidence !== 'experiment') return 'weak'
  return verdict === 'gain' ? 'good' : verdict === 'loss' ? 'bad' : 'unclear'
}

const channels: Readonly<Record<string, () => string>> = {
  sms: m.roi_channel_sms,
  wecom: m.roi_channel_wecom,
  mail: m.roi_channel_mail,
  phone: m.roi_channel_phone,
  post: m.roi_channel_post,
}

/** The channel of a campaign: known codes in words, others as the chain writes them. */
export function channelName(channel: string | null): string | null {
  return channel === null ? null : (channels[channel]?.() ?? channel)
}
