import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** Draws a chart with the colours in force. */
export type Draw = (palette: Palette) => EChartsOption
