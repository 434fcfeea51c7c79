import { csiAnalysis } from './csi.ts'
import { driversAnalysis } from './drivers.ts'
import { focusAnalysis } from './focus.ts'
import { itemsAnalysis } from './items.ts'
import { storesAnalysis } from './stores.ts'
import { topicsAnalysis } from './topics.ts'

/** The statistics of the satisfaction page. */
export const satisfaction = [
  csiAnalysis,
  itemsAnalysis,
  driversAnalysis,
  focusAnalysis,
  storesAnalysis,
  topicsAnalysis,
] as const
