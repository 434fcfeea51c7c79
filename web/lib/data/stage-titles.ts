import { m } from '../paraglide/messages.js'
import type { Stage } from '../../../queries/loading/job.ts'

/** What a stage of a job does, in a word or two. */
export const stageTitles: Readonly<Record<Stage, () => string>> = {
  waiting: m.load_stage_waiting,
  hashing: m.load_stage_hashing,
  reading: m.load_stage_reading,
  mapping: m.load_stage_mapping,
  checking: m.load_stage_checking,
  comparing: m.load_stage_comparing,
  writing: m.load_stage_writing,
  building: m.load_stage_building,
  verifying: m.load_stage_verifying,
  publishing: m.load_stage_publishing,
}
