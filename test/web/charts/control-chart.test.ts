import { describe, expect, it } from 'vitest'
import { controlChart } from '../../../web/lib/charts/control-chart.ts'
import type { ControlChart, ControlPoint } from '../../../web/lib/charts/control-chart.ts'
import { linesChart } from '../../../web/lib/charts/lines-chart.ts'
import { paretoChart } from '../../../web/lib/charts/pareto-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const point = (more: Partial<ControlPoint> = {}): ControlPoint => ({
  ...{ label: '3 Mar', value: 2, center: 2, lower: 0, upper: 5 },
  ...{ in_baseline: false, is_signal: false, is_alarm: false },
  ...more,
})
const chart = (points: readonly ControlPoint[]): ControlChart => ({
  points,
  names: { center: 'mean', upper: 'upper', lower: 'lower', baseline: 'baseline' },
  events: [],
  unfinished: false,
  print: String,
})
const drawn = (points: readonly ControlPoint[]) => controlChart(chart(points), palette)

describe('a control chart', () => {
  it('fills alarms, rings signals and leaves the rest small', () => {
    const { data } = seriesOf(
      drawn([point(), point({ is_signal: true }), point({ is_signal: true, is_alarm: true })]),
      'measured',
    )
    expect(data.map((one: { symbolSize: number }) => one.symbolSize)).toEqual([4, 8, 10])
    expect(data[1].itemStyle).toMatchObject({ color: palette.paper, borderColor: palette.bad })
    expect(data[2].itemStyle).toMatchObject({ color: palette.bad })
  })

  it('shades the baseline from its first to its last bucket', () => {
    const points = [point({ in_baseline: true }), point({ in_baseline: true }), point()]
    const [[from, to]] = seriesOf(drawn(points), 'measured').markArea.data
    expect([from.xAxis, to.xAxis]).toEqual([0, 1])
    expect(seriesOf(drawn([point()]), 'measured').markArea.data).toEqual([])
  })

  it('draws no lower limit where it is nothing, and gaps where a value is unknown', async () => {
    const option = drawn([point(), point({ value: null, upper: null }), point({ value: 4 })])
    expect(seriesOf(option, 'lower')).toMatchObject({ lineStyle: { opacity: 0 }, endLabel: { show: false } })
    expect(seriesOf(drawn([point({ lower: 1 })]), 'lower')).toMatchObject({ endLabel: { show: true } })
    expect(await svgOf(option)).not.toMatch(/NaN|undefined/)
  })
})

describe('several lines', () => {
  const line = (name: string, values: (number | null)[], is_highlighted = false) => ({
    name,
    values,
    is_highlighted,
  })
  const option = (...lines: ReturnType<typeof line>[]) =>
    linesChart({ labels: ['a', 'b'], lines, events: [], unfinished: false, print: String }, palette)

  it('are named at their ends where there is room', () => {
    const some = option(
      line('one', [1, 10]),
      line('two', [1, 9.9]),
      line('three', [1, 5]),
      line('none', [null, null]),
    )
    expect([0, 1, 2, 3].map((nth) => seriesOf(some, `line_${nth}`).endLabel.show)).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('recede behind the one that is picked', async () => {
    const some = option(line('one', [1, 2], true), line('two', [2, null]))
    expect([0, 1].map((nth) => seriesOf(some, `line_${nth}`).lineStyle.opacity)).toEqual([1, 0.3])
    expect(await svgOf(some)).not.toMatch(/NaN|undefined/)
  })
})

it('causes keep their order, start at zero, and what is not known yet is grey', async () => {
  const bar = { is_highlighted: false, is_rest: false }
  const option = paretoChart(
    {
      bars: [
        { ...bar, label: 'cold chain', value: 4, cumulative_share: 0.8 },
        { ...bar, label: 'not known', value: 1, cumulative_share: 1, is_rest: true },
      ],
      print: ({ value }) => String(value),
    },
    palette,
  )
  expect(option.yAxis).toMatchObject({ data: ['cold chain', 'not known'], inverse: true })
  expect(option.xAxis).toMatchObject({ min: 0, max: 4 })
  expect(seriesOf(option, 'value').data[1].itemStyle.color).toBe(palette.ink_soft)
  expect(await svgOf(option)).not.toMatch(/NaN|undefined/)
  expect(await svgOf(paretoChart({ bars: [], print: String }, palette))).not.toMatch(/NaN|undefined/)
})
