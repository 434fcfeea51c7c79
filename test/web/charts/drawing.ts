import type { EChartsOption } from 'echarts'
import { init } from '../../../web/lib/charts/echarts.ts'
import type { Palette } from '../../../web/lib/charts/palette.ts'

/** A light palette with plain values. */
export const palette: Palette = {
  ink: '#1d2126',
  ink_soft: '#5b6068',
  paper: '#faf8f3',
  hairline: '#dcd7cb',
  accent: '#2c7a72',
  compare: '#3b5b8c',
  attention: '#b7791f',
  good: '#2c7a71',
  bad: '#b03a2e',
  rise: '#c0392b',
  fall: '#2f7a46',
  sunk: '#f2efe6',
  sequential: ['#e9f1ee', '#c6ded8', '#96c2b9', '#5c9d93', '#2c7a72', '#17504a'],
  low: '#3d5291',
  high: '#b03a26',
  series: ['#2d6d69', '#b2853c', '#323c75', '#b2320e', '#4e96bc', '#8658a7', '#4a3414', '#88837c'],
  font: 'sans-serif',
}

/** The series of an option with the given id, loosely typed for reading; undefined when there is none. */
export function seriesOf(option: EChartsOption, id: string) {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return (option.series as any[]).find((series) => series.id === id)
}

/** What ECharts really draws from an option, as SVG text of 800 × 300. */
export async function svgOf(option: EChartsOption): Promise<string> {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 300 })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
