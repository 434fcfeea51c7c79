import { describe, expect, test } from 'vitest'
import { waterfallChart, waterfallSteps } from '../../../web/lib/charts/waterfall-chart.ts'
import { palette, seriesOf, svgOf } from './drawing.ts'

const names = { rest: (members: number) => `${members} more`, total: 'Change' }
const row = (label: string, contribution: number) => ({ label, contribution })

describe('a waterfall of contributions', () => {
  test('lists the largest first whatever their sign, each starting where the one before ended', () => {
    const steps = waterfallSteps([row('A', 10), row('B', -30), row('C', 15)], 5, names)
    expect(steps.map(({ label, start, end }) => [label, start, end])).toEqual([
      ['B', 0, -30],
      ['C', -30, -15],
      ['A', -15, -5],
      ['Change', 0, -5],
    ])
  })

  test('folds what comes after the limit into one bar that closes the gap to the whole change', () => {
    const rows = [row('A', 8), row('B', -4), row('C', 2), row('D', 1), row('E', -0.5)]
    const steps = waterfallSteps(rows, 2, names)
    expect(steps.slice(2)).toEqual([
      { label: '3 more', kind: 'rest', start: 4, end: 6.5, of: [2, 3, 4] },
      { label: 'Change', kind: 'total', start: 0, end: 6.5, of: [] },
    ])
  })

  test('shows a single one left over under its own name', () => {
    const steps = waterfallSteps([row('A', 3), row('B', 2), row('C', 1)], 2, names)
    expect(steps.map((step) => step.kind)).toEqual(['member', 'member', 'member', 'total'])
  })

  test('leaves out members that moved nothing', () => {
    const steps = waterfallSteps([row('A', 0), row('B', 2)], 5, names)
    expect(steps.map((step) => step.label)).toEqual(['B', 'Change'])
  })

  test('has no steps without rows', () => {
    expect(waterfallSteps([], 5, names)).toEqual([])
  })

  test.each([
    ['rises only', [row('A', 3), row('B', 2)]],
    ['falls only', [row('A', -3), row('B', -2)]],
    ['changes that cancel out', [row('A', 3), row('B', -3)]],
    ['one member that did not move', [row('A', 0)]],
    ['ten thousand members', Array.from({ length: 10_000 }, (_, i) => row(`S${i}`, (i % 7) - 3))],
  ])('draws %s without a broken coordinate', async (_, rows) => {
    const steps = waterfallSteps(rows, 8, names)
    const print = ({ start, end }: { start: number; end: number }) => String(end - start)
    const option = waterfallChart(
      { steps, good: 'up', colours: 'meaning', highlighted: new Set(), print },
      palette,
    )
    expect(seriesOf(option, 'steps').data).toHaveLength(steps.length)
    expect(await svgOf(option)).not.toMatch(/NaN|undefined/)
  })

  test('colours a rise in something bad as bad', async () => {
    const steps = waterfallSteps([row('A', 3)], 8, names)
    const option = waterfallChart(
      { steps, good: 'down', colours: 'meaning', highlighted: new Set(), print: () => '' },
      palette,
    )
    const svg = await svgOf(option)
    expect(svg).toContain(palette.bad)
    expect(svg).not.toContain(palette.good)
  })
})
