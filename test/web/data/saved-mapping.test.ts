import { expect, test } from 'vitest'
import { headersKey as keyOfServer } from '../../../server/load/map/headers-key.ts'
import { headersKey } from '../../../web/lib/data/headers-key.ts'
import type { Detection, Plan } from '../../../queries/loading/plan.ts'
import { chosenSources, mappingOf } from '../../../web/lib/data/saved-mapping.ts'

const headers = [
  ['会员号', 'Customer ID', 'ＣｕｓｔｏｍｅｒＩＤ'],
  ['金额（元）', 'été', ''],
  ['b', 'a', 'C_1'],
]

test.each(headers)('page and server name the headers %s, %s, %s alike', async (...columns) => {
  expect(await headersKey(columns)).toBe(keyOfServer(columns))
})

test('the order of columns and the spelling of their names do not matter', async () => {
  expect(await headersKey(['Customer ID', 'grade'])).toBe(await headersKey(['GRADE', 'customer_id']))
})

test('a mapping keeps how each source is read and what it fills, without sources that fill nothing', async () => {
  const plan: Plan = {
    sources: [
      { name: 'levels', paths: ['levels.csv'], options: { delimiter: ';' } },
      { name: 'banners', paths: ['banners.csv'], options: {} },
    ],
    tables: [{ table: 'grades', source: 'levels', columns: { grade: 'Level' }, constants: {} }],
    time_zone: 'Asia/Shanghai',
    max_reject_share: 0.05,
    scale: { wifi: { min: 1, max: 4 } },
  }
  const detections = [{ path: 'levels.csv', columns: [{ name: 'Level', samples: [] }] }] as never as Detection[]
  expect(await mappingOf('levels', plan, detections)).toEqual({
    name: 'levels',
    sources: [
      {
        headers_key: await headersKey(['Level']),
        options: { delimiter: ';' },
        tables: [{ table: 'grades', columns: { grade: 'Level' }, constants: {} }],
      },
    ],
    scale: { wifi: { min: 1, max: 4 } },
  })
})

test('a mapping is worth keeping when somebody chose what was not suggested', () => {
  const suggestion = {
    source: 'levels',
    column: 'Level',
    table: 'grades' as const,
    field: 'grade',
    confidence: 0.9,
    reason: 'synonym' as const,
  }
  const table = { table: 'grades' as const, source: 'levels', columns: { grade: 'Level' } }
  const plan = (...tables: Plan['tables']): Plan => ({
    sources: [],
    tables,
    time_zone: 'Asia/Shanghai',
    max_reject_share: 0.05,
  })
  expect(chosenSources(plan(table), [suggestion])).toEqual([])
  expect(chosenSources(plan({ ...table, columns: { grade: 'Tier' } }), [suggestion])).toEqual(['levels'])
  expect(chosenSources(plan({ ...table, constants: { effective_on: '2026-01-01' } }), [suggestion])).toEqual([
    'levels',
  ])
})
