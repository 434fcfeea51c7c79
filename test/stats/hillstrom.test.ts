import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { moments } from '../../server/stats/moments.ts'
import { twoProportions } from '../../server/stats/two-proportions.ts'
import { welch } from '../../server/stats/welch.ts'

const shared = join(import.meta.dirname, '..', '..', '..', 'shared')
const has_real_data = existsSync(join(shared, 'data', 'hillstrom'))
if (!has_real_data) console.warn(`SKIPPED: Hillstrom’s e-mail test needs ${shared}, which is not there.`)

type Arm = { n: number; visit: number; conversion: number; spend: number; squares: number }

describe.skipIf(!has_real_data)('Hillstrom’s e-mail test', () => {
  const arms = has_real_data ? readArms() : new Map<string, Arm>()
  const arm = (name: string) => arms.get(name)!
  const published = (id: string) =>
    (
      JSON.parse(readFileSync(join(shared, 'golden', 'hillstrom_uplift.json'), 'utf8')) as {
        cases: { id: string; computed: Record<string, number> }[]
      }
    ).cases.find((each) => each.id === id)!.computed

  it.each(['visit', 'conversion'] as const)('has the golden test of %s', (outcome) => {
    const [mens, none] = [arm('Mens E-Mail'), arm('No E-Mail')]
    const found = twoProportions(mens[outcome], mens.n, none[outcome], none.n)!
    const golden = published(`ztest-mens-${outcome}`)
    expect(found.z).toBeCloseTo(golden.z!, 6)
    expect(found.p / golden.p!).toBeCloseTo(1, 6)
    expect(found.difference).toBeCloseTo(golden.lift!, 9)
    expect(found.low).toBeCloseTo(golden.ci_low!, 9)
    expect(found.high).toBeCloseTo(golden.ci_high!, 9)
    expect(found.relative).toBeCloseTo(golden.relative!, 9)
  })

  it('has the golden Welch interval of spend', () => {
    const of = ({ n, spend, squares }: Arm) => moments(n, spend, squares)!
    const found = welch(of(arm('Womens E-Mail')), of(arm('No E-Mail')))
    const golden = published('welch-wome-spend')
    expect(found.difference).toBeCloseTo(golden.diff!, 9)
    expect(found.se).toBeCloseTo(golden.se!, 9)
    expect(found.t).toBeCloseTo(golden.t!, 6)
    expect(found.df).toBeCloseTo(golden.df!, 4)
    expect(found.p).toBeCloseTo(golden.p!, 9)
    expect(found.low).toBeCloseTo(golden.ci_low!, 9)
    expect(found.high).toBeCloseTo(golden.ci_high!, 9)
  })
})

function readArms(): Map<string, Arm> {
  const rows = parse(readFileSync(join(shared, 'data', 'hillstrom', 'hillstrom.csv')), {
    columns: true,
  }) as Record<string, string>[]
  const arms = new Map<string, Arm>()
  for (const row of rows) {
    const arm = arms.get(row.segment!) ?? { n: 0, visit: 0, conversion: 0, spend: 0, squares: 0 }
    arm.n += 1
    for (const name of ['visit', 'conversion', 'spend'] as const) arm[name] += Number(row[name])
    arm.squares += Number(row.spend) ** 2
    arms.set(row.segment!, arm)
  }
  return arms
}
