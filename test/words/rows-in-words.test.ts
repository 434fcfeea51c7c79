import { expect, it } from 'vitest'
import { groupName } from '../../queries/churn/tenure.ts'
import { column } from '../../queries/column.ts'
import type { Column } from '../../queries/metric.ts'
import { groupColumn } from '../../queries/roi/group-words.ts'
import type { CellValue } from '../../server/engine/engine.ts'
import { rowsInWords } from '../../server/words/rows-in-words.ts'
import type { Reader } from '../../server/words/rows-in-words.ts'

type Told = Record<string, readonly [Column, ...CellValue[]]>

/** Rows in words of columns with their values behind. */
const told = (columns: Told, reader: Partial<Reader> = {}) =>
  rowsInWords(
    {
      data_version: 'v1',
      columns: Object.fromEntries(Object.entries(columns).map(([name, [one]]) => [name, one])),
      values: Object.fromEntries(Object.entries(columns).map(([name, [, ...values]]) => [name, values])),
      row_count: Object.values(columns)[0]!.length - 1,
    },
    { locale: 'zh-CN', params: {}, ...reader },
  )

const tier = column('id', 'Tier', '层级', { words: { important: 'value_tier_important', '': 'value_none' } })

it('a code is told in the reader’s language; one of the chain’s own stays as it is', () => {
  expect(told({ tier: [tier, 'important', 'constructor'] })).toEqual([['重要'], ['constructor']])
  expect(told({ tier: [tier, 'important'] }, { locale: 'en' })).toEqual([['Important']])
})

it('null stays empty unless the contract says what it means; numbers and days are not touched', () => {
  const plain = column('text', 'Note', '备注')
  const day = column('date', 'Day', '日期')
  const n = column('count', 'n', '样本数')
  expect(told({ tier: [tier, null], note: [plain, null], day: [day, '2026-01-31'], n: [n, 0] })).toEqual([
    ['无购买', null, '2026-01-31', 0],
  ])
})

it('yes and no are words', () => {
  expect(told({ is_open: [column('flag', 'Open', '未结束'), true, false, null] })).toEqual([
    ['是'],
    ['否'],
    [null],
  ])
})

it('several codes in a cell are told one after the other, with numbers of their row in them', () => {
  const warnings = column('text', 'Warnings', '警示', {
    words: { no_control: 'roi_warning_no_control', crowded: 'roi_warning_crowded' },
    is_list: true,
  })
  const crowded = column('count', 'Crowded', '过频')
  expect(
    told({ warnings: [warnings, 'no_control,crowded'], crowded: [crowded, 1234] }, { locale: 'en' }),
  ).toEqual([['no control group; 1,234 had four or more contacts in thirty days', 1234]])
})

it('a code may mean another thing beside another column', () => {
  const measure = column('text', 'Measure', '指标')
  const side = column('text', 'Side', '方向', {
    within: 'measure',
    words: { 'nps.good': 'customers_who_promoters', 'ces.good': 'satisfaction_easy' },
  })
  expect(
    told({ measure: [measure, 'nps', 'ces'], side: [side, 'good', 'good'] }).map(([, words]) => words),
  ).toEqual(['推荐者', '便利（高于中点）'])
})

it('a member is told as its dimension is asked for: groups and common names in words, others as the chain calls them', () => {
  const label = column('text', 'Name', '名称', { member_of: '$by' })
  const by = (dimension: string, ...members: string[]) =>
    told({ label: [label, ...members] }, { params: { by: dimension } }).flat()
  expect(by('segment', 'important_value', 'lost_soul')).toEqual(['重要价值客户', 'lost_soul'])
  expect(by('channel', 'online', 'Kiosk')).toEqual(['线上', 'Kiosk'])
  expect(by('join_channel', 'online')).toEqual(['线上'])
  expect(by('store', 'online')).toEqual(['online'])
})

it('everybody is called so; a region, a grade or a store that the chain calls “all” keeps its name', () => {
  for (const column_of_groups of [groupName, groupColumn])
    for (const [locale, everybody] of [
      ['zh-CN', '全部客户'],
      ['en', 'All customers'],
    ] as const) {
      const of = (by: string) => told({ group: [column_of_groups, 'all'] }, { locale, params: { by } })
      expect(of('all')).toEqual([[everybody]])
      for (const by of ['region', 'grade', 'store', 'join_channel']) expect(of(by)).toEqual([['all']])
    }
})
