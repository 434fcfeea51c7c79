import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chainFolder } from '../browser/service.ts'
import {
  accounts,
  add,
  ask,
  exampleMapping,
  golden,
  has_real_data,
  load,
  rawRows,
  realFile,
} from './shared.ts'

const cdnow = `
time_zone: America/New_York
sources:
  log:
    files: CDNOW_sample.txt
    delimiter: space
    columns: [master_id, customer, day, cds, dollars]
tables:
  purchases:
    source: log
    columns: { customer_id: customer, ordered_at: day, quantity: cds, net_amount: dollars }
`

describe.skipIf(!has_real_data)('files of other chains', () => {
  let folder: string
  beforeEach(async () => {
    folder = await chainFolder()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('CDNOW: columns set apart by blanks and without names are named in a mapping file', async () => {
    const mapping = join(folder, 'cdnow.yaml')
    await writeFile(mapping, cdnow)
    const loaded = await load(folder, realFile('cdnow', 'CDNOW_sample.txt'), '--mapping', mapping)
    expect(accounts(loaded)).toEqual([
      ['log', 6919, 0],
      ['purchases', 6919, 0],
    ])
    expect(await ask(folder, 'data/coverage')).toMatchObject([
      { customers: 2357, lines: 6919, first_day: '1997-01-01', last_day: '1998-06-30' },
    ])
  })

  it('Comcast: complaints are recognised by their columns, and two ways of writing days are read day first', async () => {
    const loaded = await load(
      folder,
      realFile('complaints', 'comcast_2015.csv'),
      '--time-zone',
      'America/New_York',
    )
    expect(accounts(loaded)).toEqual([
      ['comcast2015', 2224, 0],
      ['complaints', 2224, 0],
    ])
    const period = { from: '2015-01-01', to: '2015-12-31' }
    const months = await ask(folder, 'kpi/complaints', { ...period, grain: 'month' })
    expect(months.map(({ complaints }) => complaints)).toEqual(
      golden('complaints_comcast', 'monthly-naive-dates'),
    )
  })

  it('Comcast with its mapping: open and closed, by channel, and the c chart are the published ones', async () => {
    const mapping = ['--mapping', exampleMapping('comcast')]
    await load(folder, realFile('complaints', 'comcast_2015.csv'), ...mapping)
    const year = { from: '2015-01-01', to: '2015-12-31' }
    const rows = await ask(folder, 'complaints/pareto', { ...year, lens: 'channel' })
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0)
    expect({ Closed: sum('closed_complaints'), Open: sum('open_complaints') }).toEqual(
      golden('complaints_comcast', 'open-closed'),
    )
    const shares = golden('complaints_comcast', 'resolved-by-channel') as Record<string, number>
    for (const { member, closed_share } of rows)
      expect(100 * Number(closed_share)).toBeCloseTo(shares[String(member)]!, 5)

    const published = golden('complaints_comcast', 'monthly-c-chart') as Record<
      'center' | 'lcl' | 'ucl',
      number
    > & {
      readonly out: readonly number[]
    }
    const months = await ask(folder, 'complaints/control_chart', { ...year, grain: 'month', chart: 'c' })
    expect(months[0]!['center']).toBeCloseTo(published.center, 6)
    expect(months[0]!['lower_limit']).toBeCloseTo(published.lcl, 6)
    expect(months[0]!['upper_limit']).toBeCloseTo(published.ucl, 6)
    const past = months.flatMap(({ signals }, nth) => (String(signals).includes('N1') ? [nth + 1] : []))
    expect(past).toEqual(published.out)
  })

  it('New York’s animal complaints with their mapping: types, what is open, and hours to close as computed independently', async () => {
    const mapping = ['--mapping', exampleMapping('nyc311')]
    const loaded = await load(folder, realFile('complaints', 'nyc311_animal_2025.csv'), ...mapping)
    const profile = golden('dataset_profiles', 'nyc311-profile') as {
      readonly [name in 'rows' | 'open' | 'median_hours_to_close']: number
    } & { readonly by_type: Readonly<Record<string, number>> }
    expect(accounts(loaded).slice(2)).toEqual([
      ['complaints', profile.rows, 0],
      ['complaint_events', profile.rows - profile.open, 0],
    ])
    const year = { from: '2025-01-01', to: '2025-12-31' }
    const types = await ask(folder, 'complaints/pareto', { ...year, lens: 'category' })
    expect(Object.fromEntries(types.map(({ member, complaints }) => [member, complaints]))).toEqual(
      profile.by_type,
    )
    expect(types.at(-1)!['cumulative_share']).toBe(1)
    expect(types.reduce((sum, { open_complaints }) => sum + Number(open_complaints), 0)).toBe(profile.open)

    // The types week by week, counted from the file itself; a week starts on Monday.
    const counted = new Map<string, number>()
    for await (const row of rawRows(realFile('complaints', 'nyc311_animal_2025.csv'))) {
      const [month, day] = row['Created Date']!.split('/').map(Number)
      const date = Date.UTC(2025, month! - 1, day)
      const monday = new Date(date - ((new Date(date).getUTCDay() + 6) % 7) * 86_400_000)
      add(counted, `${monday.toISOString().slice(0, 10)} ${row['Complaint Type']}`, 1)
    }
    const weeks = await ask(folder, 'complaints/series', {
      ...{ ...year, lens: 'category', grain: 'week', members: '100' },
    })
    const some = weeks.filter(({ complaints }) => Number(complaints) > 0)
    expect(new Map(some.map((row) => [`${row['bucket']} ${row['member']}`, row['complaints']]))).toEqual(
      counted,
    )

    const [received] = await ask(folder, 'complaints/pipeline', year)
    expect(received).toMatchObject({ stage: 'received', moved_on: profile.rows - profile.open })
    expect(received!['median_hours']).toBeCloseTo(profile.median_hours_to_close, 6)
    expect(received!['waiting']).toBe(profile.open)
  })

  it('New York’s animal complaints are recognised, all 4,969 on 73 days', async () => {
    const loaded = await load(folder, realFile('complaints', 'nyc311_animal_2025.csv'))
    expect(accounts(loaded)[1]).toEqual(['complaints', 4969, 0])
    const days = await ask(folder, 'kpi/complaints', { from: '2025-01-01', to: '2025-12-31', grain: 'day' })
    expect(days.reduce((sum, { complaints }) => sum + Number(complaints), 0)).toBe(4969)
    expect(days.length).toBe((golden('dataset_profiles', 'nyc311-profile') as { days: number }).days)
  })
})
