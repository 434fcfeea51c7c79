import { describe, expect, it } from 'vitest'
import { fitSql } from '../../server/engine/fit-sql.ts'
import { knownConditions } from '../../server/engine/known-conditions.ts'

const kinds = {
  from: 'date',
  by: 'choice',
  days: 'count',
  rate: 'number',
  store: 'list',
  region: 'list',
  scope: 'list',
} as const
const params = {
  from: '2026-01-01',
  by: 'store',
  days: 30,
  rate: 0.02,
  store: ['S1'],
  region: [],
  scope: ['*'],
}
const asked = { kinds, params }
const sql = `select day from sale where (reg_empty($store) or reg_holds($store, store)) and $by = 'store' and day >= $from`

describe('what is known before any row is read', () => {
  it.each([
    ['reg_empty($store)', false],
    ['reg_empty($region)', true],
    ['reg_unfiltered($region, $region, $region, $region, $region)', true],
    ['reg_unfiltered($region, $store, $region, $region, $region)', false],
    ['reg_stepped($region, $region, $region, $region, $region, $region, $scope)', true],
    ['reg_stepped($region, $region, $region, $region, $region, $store, $scope)', true],
    ['reg_stepped($region, $region, $region, $store, $region, $region, $scope)', false],
    ['reg_stepped($store, $region, $region, $region, $region, $region, $scope)', true],
    ['reg_stepped($store, $region, $region, $region, $region, $store, $scope)', false],
    ['reg_alone($store)', true],
    ['reg_alone($region)', false],
    ['reg_open($store)', false],
    ['reg_open($region)', true],
    [`reg_holds($scope, '*')`, true],
    [`$by = 'store'`, true],
    [`$by <> 'store'`, false],
    [`$by in ('region', 'store')`, true],
    [`$by not in ('region', 'store')`, false],
    ['reg_holds($store, store_id)', undefined],
    [`$from = '2026-01-01'`, undefined],
    ['$days >= 30', true],
    ['$days >= 31', false],
    ['$days = 30', true],
    ['$rate = 0.02e0', true],
    ['$rate = 0.01e0', false],
    ['$from >= 30', undefined],
    ['$by = store_id', undefined],
    [`reg_holds($store, '*')`, undefined],
  ])('%s: %s', (condition, truth) => {
    expect(knownConditions(asked)(condition)).toBe(truth)
  })

  it('a list that only leaves out is open', () => {
    const truth = knownConditions({
      kinds,
      params: { ...params, store: ['!S1', '!S2'], region: ['!R', 'Q'] },
    })
    expect(knownConditions({ kinds, params: { ...params, store: ['!S1'] } })('reg_alone($store)')).toBe(false)
    expect([truth('reg_open($store)'), truth('reg_open($region)'), truth('reg_empty($store)')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('a person who sees some stores or none does not see all', () => {
    const of_one = 'reg_stepped($store, $region, $region, $region, $region, $region, $scope)'
    for (const scope of [['S1', 'S2'], []])
      for (const condition of [`reg_holds($scope, '*')`, of_one])
        expect(knownConditions({ kinds, params: { ...params, scope } })(condition)).toBe(false)
  })
})

describe('the text of a question', () => {
  it('leaves out what has no effect on it', () => {
    expect(fitSql(sql, asked)).toBe('select day from sale where (reg_holds($store, store)) and day >= $from')
    expect(fitSql(sql, { kinds, params: { ...params, store: [] } })).toBe(
      'select day from sale where day >= $from',
    )
    expect(fitSql(sql, { kinds, params: { ...params, by: 'region' } })).toBe(
      'select day from sale where false',
    )
  })

  it('is the same for all values of its kind, and holds none of them', () => {
    const hostile = `') or 1=1 --`
    const text = fitSql(sql, { kinds, params: { ...params, store: [hostile, '*'], from: hostile } })
    expect(text).toBe(fitSql(sql, asked))
  })
})
