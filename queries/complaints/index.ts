import { alarms } from './alarms.ts'
import { backlog } from './backlog.ts'
import { compensation } from './compensation.ts'
import { controlChart } from './control_chart.ts'
import { firstResponse } from './first_response.ts'
import { followUp } from './follow_up.ts'
import { heatMap } from './heat_map.ts'
import { pareto } from './pareto.ts'
import { pipeline } from './pipeline.ts'
import { repeats } from './repeats.ts'
import { resolution } from './resolution.ts'
import { series } from './series.ts'
import { systemic } from './systemic.ts'

/** What customers complain about, whether it is more than usual, and what becomes of it. */
export const complaints = [
  controlChart,
  alarms,
  series,
  pareto,
  heatMap,
  systemic,
  pipeline,
  firstResponse,
  resolution,
  backlog,
  repeats,
  compensation,
  followUp,
] as const
