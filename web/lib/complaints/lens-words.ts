import type { Lens, Stage } from '../../../queries/complaints/case-filter.ts'
import { m } from '../paraglide/messages.js'

const lensNames: Readonly<Record<Lens, () => string>> = {
  category: m.complaints_lens_category,
  subcategory: m.complaints_lens_subcategory,
  root_cause: m.complaints_lens_root_cause,
  store: m.complaints_lens_store,
  region: m.complaints_lens_region,
  product: m.complaints_lens_product,
  channel: m.complaints_lens_channel,
  received_via: m.complaints_lens_received_via,
  severity: m.complaints_lens_severity,
  resolution: m.complaints_lens_resolution,
}

const stageNames: Readonly<Record<Stage, () => string>> = {
  received: m.complaints_stage_received,
  classified: m.complaints_stage_classified,
  investigated: m.complaints_stage_investigated,
  resolved: m.complaints_stage_resolved,
  answered: m.complaints_stage_answered,
  followed_up: m.complaints_stage_followed_up,
  reopened: m.complaints_stage_reopened,
}

/** The name of a dimension of complaints. */
export const lensName = (lens: Lens): string => lensNames[lens]()

/** The name of a stage; what is not known as one stays as it is. */
export const stageName = (stage: string): string => stageNames[stage as Stage]?.() ?? stage

/** A member in words; without one it is not known yet. */
export const memberName = (label: string | null): string => label ?? m.complaints_unknown()
