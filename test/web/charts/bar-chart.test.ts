import { expect, test } from 'vitest'
import { barChart } from '../../../web/lib/charts/bar-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const print = (value: number | null) => (value === null ? '—' : `¥${value}`)
const draw = (bars: Parameters<typeof barChart>[0]['bars']) =>
  barChart({ bars, name: 'Net sales', base_name: 'Last year', print }, palette)

test('bars keep the order they are given, and an unknown value draws none', async () => {
  const option = draw([
    { label: '上海', value: 5, base_value: 4 },
    { label: '杭州', value: null },
    { label: '苏州', value: -2, base_value: 0 },
  ])
  expect(option.yAxis).toMatchObject({ data: ['上海', '杭州', '苏州'], inverse: true })
  expect(seriesOf(option, 'value').data).toEqual([5, null, -2])
  expect(seriesOf(option, 'base_value').data).toEqual([4, null, 0])
  expect(await svgOf(option)).not.toMatch(/NaN|undefined/)
})

test('bars start at zero', () => {
  expect(draw([{ label: 'A', value: 90 }]).xAxis).not.toMatchObject({ scale: true })
})
