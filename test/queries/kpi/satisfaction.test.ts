import { describe, expect, it } from 'vitest'
import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const scores = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(satisfaction, { grain: 'total', min_n: 1, ...asked }, stores))[0]

describe('NPS', () => {
  it('is the share of promoters less the share of detractors, in points', async () => {
    expect(await scores()).toMatchObject({ nps_n: 4, promoters: 2, passives: 1, detractors: 1, nps: 25 })
  })

  it('counts on the day of the answer, not of the invitation', async () => {
    const months = await shop.ask(satisfaction)
    expect(months.map(({ nps_n, invited, answered }) => [nps_n, invited, answered])).toEqual([
      [2, 2, 2],
      [1, 2, 1],
      [1, 0, 0],
    ])
  })

  it('has an adjusted Wald interval that stays within −100 and 100', async () => {
    const row = await scores()
    const middle = (100 * (2.75 - 1.75)) / 7
    const half = 100 * 1.959963984540054 * Math.sqrt((4.5 / 7 - (1 / 7) ** 2) / 7)
    expect(row!.nps_low).toBeCloseTo(middle - half, 9)
    expect(row!.nps_high).toBeCloseTo(middle + half, 9)
  })

  it('is not shown below the fewest answers, nor are CSAT and CES; how many there were is', async () => {
    const scored = { promoters: 2, csat_n: 3, ces_n: 2, response_rate: 0.75 }
    const hidden = {
      nps: null,
      nps_low: null,
      nps_high: null,
      csat: null,
      csat_low: null,
      ces: null,
      ces_low: null,
    }
    expect(await scores({ min_n: 30 })).toMatchObject({ nps_n: 4, ...scored, ...hidden })
    expect(await scores({ min_n: 4 })).toMatchObject({ nps: 25, csat: null, ces: null })
  })

  it('is unknown without answers', async () => {
    expect(await scores({ from: '2025-02-20', to: '2025-02-22' })).toMatchObject({
      nps_n: 0,
      nps: null,
      nps_low: null,
      csat: null,
      ces: null,
      response_rate: 0,
    })
  })
})

describe('NPS of the example of MeasuringU', () => {
  const answers = [10, 10, 10, 10, 10, 9, 9, 8, 7, 6].map((nps, nth) => ({
    ...{ survey_id: `W${nth}`, channel: 'sms', answered_at: '2025-01-05 04:00:00', nps },
    ...{ batch_id: 'b1', batch_seq: 1 },
  }))
  const example = useCornerShop({ surveys: answers })

  it('is 60 with an interval from 7.0 to 85.3', async () => {
    const [row] = await example.ask(satisfaction, { min_n: 10 })
    expect(row).toMatchObject({ nps_n: 10, promoters: 7, passives: 2, detractors: 1, nps: 60 })
    expect(row!.nps_low).toBeCloseTo(7.039409, 5)
    expect(row!.nps_high).toBeCloseTo(85.268284, 5)
  })
})

describe('CSAT and CES', () => {
  it('are the share of 4 and 5 with a Wilson interval, and a mean', async () => {
    const row = await scores()
    expect(row).toMatchObject({ csat_n: 3, ces_n: 2, ces: 4.5 })
    expect(row!.csat).toBeCloseTo(2 / 3, 12)
    expect(row!.csat_low).toBeCloseTo(0.20766, 6)
    expect(row!.csat_high).toBeCloseTo(0.938508, 6)
  })
})

describe('the interval of CES', () => {
  const t_975: readonly (readonly [number, number])[] = [
    [1, 12.7062],
    [2, 4.3027],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [29, 2.0452],
  ]
  const answers = t_975.flatMap(([freedom], month) =>
    Array.from({ length: freedom + 1 }, (_, nth) => ({
      ...{ survey_id: `W${month}-${nth}`, channel: 'sms', ces: nth === 0 ? 6 : 3 },
      ...{ answered_at: `2025-0${month + 1}-05 04:00:00`, batch_id: 'b1', batch_seq: 1 },
    })),
  )
  const example = useCornerShop({ surveys: answers })

  it('is that of Student’s t for few answers and for many', async () => {
    const rows = await example.ask(satisfaction, { from: '2025-01-01', to: '2025-06-30', min_n: 2 })
    // one 6 among n answers, the others 3: the mean is 3 + 3 / n, its standard error 3 / n
    for (const [month, [freedom, t]] of t_975.entries()) {
      const n = freedom + 1
      expect(rows[month]!.ces).toBeCloseTo(3 + 3 / n, 9)
      expect(((rows[month]!.ces_high! - rows[month]!.ces!) * n) / 3).toBeCloseTo(t, 3)
      expect(((rows[month]!.ces! - rows[month]!.ces_low!) * n) / 3).toBeCloseTo(t, 3)
    }
  })
})

describe('response rate', () => {
  it('is answered over sent invitations; an answer nobody asked for is not in it', async () => {
    expect(await scores()).toMatchObject({ invited: 4, answered: 3, response_rate: 0.75 })
  })
})

describe('filters of satisfaction', () => {
  it('take store, sales channel, category and customer from the order a survey names', async () => {
    expect(await scores({ store: ['S3'] })).toMatchObject({ nps_n: 2, invited: 1 })
    expect(await scores({ channel: ['online'] })).toMatchObject({ nps_n: 1, detractors: 1 })
    expect(await scores({ channel: ['store'] })).toMatchObject({ nps_n: 3, invited: 3 })
    expect(await scores({ category: ['tea'] })).toMatchObject({ nps_n: 1, promoters: 1 })
    expect(await scores({ segment: ['important_keep'] })).toMatchObject({ nps_n: 1, promoters: 1 })
    expect(await scores({ grade: ['silver'] })).toMatchObject({ nps_n: 2 })
    expect(await scores({}, ['S2'])).toMatchObject({ nps_n: 1, invited: 2 })
  })
})
