import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFolder, command } from '../browser/service.ts'
import { accounts, golden, has_real_data, load, realFile, type AnswerRow } from './shared.ts'

const year = ['--from', '2015-01-01', '--to', '2015-12-31']

/** The answer of `regulars query` where a parameter may be given several times. */
async function ask(folder: string, metric: string, ...params: string[]): Promise<AnswerRow[]> {
  const given = params.flatMap((param) => ['--param', param])
  return (
    JSON.parse(await command(folder, 'query', metric, '--json', ...year, ...given)) as { rows: AnswerRow[] }
  ).rows
}

const byItem = (rows: readonly AnswerRow[], column: string) =>
  Object.fromEntries(rows.map((row) => [row['item'], row[column]]))

/** A survey of one line per person, with every other column an item. */
const mapping = (file: string, survey: string, items: string, where = '') => `
time_zone: Europe/Vienna
sources:
  answers: ${file}
tables:
  surveys: |
    select ${survey}, '2015-06-01 12:00:00' as answered_at, 'interview' as channel, _source, _line
    from answers
  survey_items: |
    select survey_id, item, rating, _source, _line
    from (
      unpivot (select ${survey.split(',')[0]}, ${items}, _source, _line from answers)
      on columns(* exclude (survey_id, _source, _line)) into name item value rating
    )
    ${where}
`

describe.skipIf(!has_real_data)('the ECSI survey of mobile phones', () => {
  let folder: string
  const satisfied = ['CUSA1', 'CUSA2', 'CUSA3']
  const perceived = [
    'CUEX1',
    'CUEX2',
    'CUEX3',
    ...[1, 2, 3, 4, 5, 6, 7].map((nth) => `PERQ${nth}`),
    'PERV1',
    'PERV2',
  ]

  beforeAll(async () => {
    folder = await chainFolder()
    const file = join(folder, 'mobi.yaml')
    await writeFile(file, mapping('mobi.csv', `'R' || _line as survey_id`, '* exclude (_source, _line)'))
    const loaded = await load(folder, realFile('satisfaction_sem', 'mobi.csv'), '--mapping', file)
    expect(accounts(loaded).slice(1)).toEqual([
      ['surveys', 250, 0],
      ['survey_items', 6000, 0],
    ])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has the relative weights and R² computed elsewhere', async () => {
    const expected = golden('key_drivers', 'mobi-relweights') as { eps: number[]; R2: number }
    const rows = await ask(
      folder,
      'satisfaction/drivers',
      'outcome=items',
      ...satisfied.map((item) => `outcome_item=${item}`),
      ...perceived.map((item) => `item=${item}`),
    )
    const weights = byItem(rows, 'weight')
    perceived.forEach((item, nth) => expect(weights[item]).toBeCloseTo(expected.eps[nth]!, 9))
    for (const row of rows) expect(row).toMatchObject({ n: 250, r_squared: expect.closeTo(expected.R2, 9) })
  })

  it('has the index of its three satisfaction items on the scale of 1 to 10', async () => {
    const expected = golden('nps_csat_csi', 'mobi-acsi-equal') as {
      means: Record<string, number>
      index: number
    }
    const params = ['weights=equal', ...satisfied.map((item) => `item=${item}`)]
    const [row] = await ask(folder, 'satisfaction/csi', 'grain=total', ...params)
    expect(row).toMatchObject({ n: 250, csi: expect.closeTo(expected.index, 9) })
    const items = await ask(folder, 'satisfaction/items', ...params)
    for (const item of satisfied) expect(byItem(items, 'rating')[item]).toBeCloseTo(expected.means[item]!, 9)
    expect(items[0]).toMatchObject({ scale_low: 1, scale_high: 10, weight: expect.closeTo(1 / 3, 12) })
  })
})

describe.skipIf(!has_real_data)('the passengers of an airline', () => {
  let folder: string
  beforeAll(async () => {
    folder = await chainFolder()
    const file = join(folder, 'airline.yaml')
    const rated = `columns('Convenience|Booking|Check-in|Boarding|Gate|On-board|Seat|Leg|Clean|Food|In-flight|Baggage')`
    const verdict = `case when Satisfaction = 'Satisfied' then 5 else 3 end as csat`
    const survey = `ID as survey_id, ${verdict}`
    await writeFile(
      file,
      mapping('airline_passenger_satisfaction.csv.gz', survey, rated, `where rating <> '0'`),
    )
    const airline = realFile('airline', 'airline_passenger_satisfaction.csv.gz')
    expect(accounts(await load(folder, airline, '--mapping', file))[1]).toEqual(['surveys', 129_880, 0])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are satisfied as often as counted elsewhere', async () => {
    const [row] = await ask(folder, 'kpi/satisfaction', 'grain=total')
    expect(100 * Number(row!['csat'])).toBeCloseTo(
      golden('key_drivers', 'airline-satisfied-pct') as number,
      8,
    )
  })

  it('rate, and are moved by, each item as computed elsewhere, “not applicable” left out item by item', async () => {
    const expected = golden('key_drivers', 'airline-ipa') as Record<
      'performance' | 'importance' | 'quadrant',
      Record<string, number | string>
    >
    const rows = await ask(folder, 'satisfaction/drivers', 'outcome=csat', 'importance_by=correlation')
    expect(rows).toHaveLength(14)
    for (const row of rows) {
      const item = String(row['item'])
      expect(row['rating'], item).toBeCloseTo(Number(expected.performance[item]), 9)
      expect(row['correlation'], item).toBeCloseTo(Number(expected.importance[item]), 9)
      expect(row['quadrant'], item).toBe(expected.quadrant[item])
    }
  })
})
