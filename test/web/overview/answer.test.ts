import { describe, expect, test } from 'vitest'
import { answerFacts } from '../../../web/lib/overview/answer.ts'
import type { Finding } from '../../../web/lib/overview/answer.ts'
import type { Verdict } from '../../../web/lib/overview/change.ts'
import type { KpiId } from '../../../web/lib/overview/kpi.ts'

const finding = (
  id: KpiId,
  verdict: Verdict,
  value: number | null,
  base: number | null,
  size = 0.1,
): Finding => ({
  id,
  change: { verdict, value, base, size },
})
const ids = (findings: readonly Finding[]) => findings.map((one) => one.id)

describe('the answer to how the period went', () => {
  test('begins with net sales against what it is compared with', () => {
    expect(answerFacts([finding('net_sales', 'better', 110, 100)], []).headline.kind).toBe('up')
    expect(answerFacts([finding('net_sales', 'worse', 90, 100)], []).headline.kind).toBe('down')
    expect(answerFacts([finding('net_sales', 'steady', 100.4, 100)], []).headline.kind).toBe('steady')
  })

  test('says when there is nothing to compare with, or nothing at all', () => {
    expect(answerFacts([finding('net_sales', 'unknown', 100, null)], []).headline.kind).toBe('alone')
    expect(answerFacts([finding('net_sales', 'unknown', null, 100)], []).headline.kind).toBe('none')
    expect(answerFacts([], []).headline.kind).toBe('none')
  })

  test('names at most two figures that got worse and two that got better, largest first', () => {
    const facts = answerFacts(
      [
        finding('net_sales', 'better', 110, 100),
        finding('repeat_rate', 'worse', 0.4, 0.44, 0.09),
        finding('nps', 'worse', 20, 30, 0.1),
        finding('complaints_per_1000_orders', 'worse', 3, 2, 0.5),
        finding('new_customers', 'better', 12, 10, 0.2),
      ],
      [],
    )
    expect(ids(facts.worse)).toEqual(['complaints_per_1000_orders', 'nps'])
    expect(ids(facts.better)).toEqual(['new_customers'])
    expect(facts.quiet).toBe(false)
  })

  test('is neutral when no other change is more than chance', () => {
    const facts = answerFacts(
      [
        finding('net_sales', 'steady', 100, 100),
        finding('nps', 'unclear', 45, 30, 0.15),
        finding('active_customers', 'steady', 1000, 1001),
      ],
      [],
    )
    expect(facts).toMatchObject({ better: [], worse: [], quiet: true })
  })

  test('does not call figures quiet that could not be compared', () => {
    const facts = answerFacts(
      [finding('net_sales', 'unknown', 100, null), finding('nps', 'unknown', 40, null)],
      [],
    )
    expect(facts.quiet).toBe(false)
  })

  describe('names who moved net sales', () => {
    const up = [finding('net_sales', 'better', 120, 100)]

    test('by the largest part in the direction of the change', () => {
      const movers = [
        { label: 'East', contribution: 15 },
        { label: 'South', contribution: 25 },
        { label: 'North', contribution: -20 },
      ]
      expect(answerFacts(up, movers).mover).toEqual({ label: 'South', contribution: 25, share: 1.25 })
    })

    test('only when it makes a quarter of the change', () => {
      const small = (contribution: number) => [
        { label: 'A', contribution },
        { label: 'B', contribution: 4 },
      ]
      expect(answerFacts(up, small(4.9)).mover).toBeNull()
      expect(answerFacts(up, small(5)).mover?.label).toBe('A')
    })

    test('not when there is only one member, or no change to speak of', () => {
      expect(answerFacts(up, [{ label: 'A', contribution: 20 }]).mover).toBeNull()
      const steady = [finding('net_sales', 'steady', 100.1, 100)]
      const movers = [
        { label: 'A', contribution: 5 },
        { label: 'B', contribution: -4.9 },
      ]
      expect(answerFacts(steady, movers).mover).toBeNull()
    })
  })
})
