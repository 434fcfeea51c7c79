import { alarms } from './alarms.ts'
import { controlChart } from './control-chart.ts'
import { heatMap } from './heat-map.ts'
import { systemic } from './systemic.ts'

/** Statistics behind the complaints page. */
export const complaints = [alarms, controlChart, heatMap, systemic] as const
