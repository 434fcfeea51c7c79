import { beforeAll, describe, expect, it } from 'vitest'
import { kaplanMeier, survivalAt, survivalTime, type Times } from '../../server/stats/kaplan-meier.ts'
import { logRank } from '../../server/stats/log-rank.ts'
import { golden, has_real_data, rawRows, realFile } from './shared.ts'

type Line = Record<string, string>

async function lines(...path: string[]): Promise<Line[]> {
  const all: Line[] = []
  for await (const line of rawRows(realFile(...path))) all.push(line)
  return all
}

const subscribed = (line: Line): Times => ({
  time: Number(line['tenure']),
  events: line['Churn'] === 'Yes' ? 1 : 0,
  censored: line['Churn'] === 'Yes' ? 0 : 1,
})

describe.skipIf(!has_real_data)('survival on real files', () => {
  let telco: Line[]
  let monthly: Line[]
  beforeAll(async () => {
    telco = await lines('telco', 'telco_churn.csv')
    monthly = telco.filter(
      (line) => line['Contract'] === 'Month-to-month' && line['InternetService'] !== 'No',
    )
  })
  const published = (id: string) => golden('kaplan_meier_telco', id)

  it('month-to-month subscribers stay as long as published', () => {
    const times = monthly.map(subscribed)
    const events = times.filter(({ events }) => events === 1).length
    expect(published('cohort')).toEqual({ n: times.length, events, censored: times.length - events })
    const curve = kaplanMeier(times)
    expect(survivalTime(curve).time).toBe(published('median'))
    const shares = published('S-6-12-24') as number[]
    for (const [index, time] of [6, 12, 24].entries())
      expect(survivalAt(curve, time)).toBeCloseTo(shares[index]!, 10)
  })

  it('all subscribers do, and those of tenure nought do no harm', () => {
    const left = telco.filter((line) => line['Churn'] === 'Yes').length
    expect(left / telco.length).toBeCloseTo(published('churn-rate') as number, 10)
    const curve = kaplanMeier(telco.map(subscribed))
    const shares = published('all-customers-S') as number[]
    for (const [index, time] of [1, 12, 24, 36, 48, 60, 72].entries())
      expect(survivalAt(curve, time)).toBeCloseTo(shares[index]!, 10)
  })

  it('paperless billing parts them as published', () => {
    const groups = ['Yes', 'No'].map((answer) =>
      monthly.filter((line) => line['PaperlessBilling'] === answer).map(subscribed),
    )
    expect(logRank(groups)!.p_value).toBeCloseTo(published('logrank-p-PaperlessBilling') as number, 12)
  })

  it('the leukaemia trial has the medians that R prints', async () => {
    const trial = await lines('r_base', 'aml.csv')
    const median = (arm: string) => {
      const times = trial
        .filter((line) => line['x'] === arm)
        .map(({ time, status }) => ({
          time: Number(time),
          events: Number(status),
          censored: 1 - Number(status),
        }))
      return survivalTime(kaplanMeier(times)).time
    }
    expect(published('aml-medians')).toEqual({
      maintained: median('Maintained'),
      nonmaintained: median('Nonmaintained'),
    })
  })
})
