import { expect, test } from 'vitest'
import type { Plan } from '../../../queries/loading/plan.ts'
import {
  commonScale,
  fillingOf,
  missingFields,
  planProblems,
  tablesOf,
  unusedColumns,
  withCommonScale,
  withDayOrder,
  withFilling,
  withScale,
  withTable,
  withoutTable,
} from '../../../web/lib/data/plan.ts'

const plan: Plan = {
  sources: [{ name: 'levels', paths: ['u/levels.csv'], options: { delimiter: ';' } }],
  tables: [{ table: 'grades', source: 'levels', columns: { customer_id: 'CustomerID', grade: 'Level' } }],
  time_zone: 'Asia/Shanghai',
  max_reject_share: 0.05,
}
const grades = () => tablesOf(plan, 'levels')[0]!

test('a required field that no column fills is missing', () => {
  expect(missingFields(grades())).toEqual(['effective_on'])
})

test('a fixed value fills a required field, a blank one does not', () => {
  expect(missingFields({ ...grades(), constants: { effective_on: '2026-04-01' } })).toEqual([])
  expect(missingFields({ ...grades(), constants: { effective_on: '  ' } })).toEqual(['effective_on'])
})

test('choosing a column replaces a fixed value, and a fixed value replaces a column', () => {
  const fixed = withFilling(plan, 'levels', 'grades', 'grade', { constant: 'gold' })
  expect(tablesOf(fixed, 'levels')[0]).toMatchObject({
    columns: { customer_id: 'CustomerID' },
    constants: { grade: 'gold' },
  })
  const column = withFilling(fixed, 'levels', 'grades', 'grade', { column: 'Level' })
  expect(fillingOf(tablesOf(column, 'levels')[0]!, 'grade')).toEqual({ column: 'Level' })
  expect(tablesOf(column, 'levels')[0]?.constants).toEqual({})
})

test('clearing a field leaves it empty', () => {
  const cleared = withFilling(plan, 'levels', 'grades', 'grade', null)
  expect(fillingOf(tablesOf(cleared, 'levels')[0]!, 'grade')).toBeNull()
})

test('one file may fill several tables, each once', () => {
  const two = withTable(plan, 'levels', 'customers', { customer_id: 'CustomerID' })
  expect(tablesOf(two, 'levels').map((entry) => entry.table)).toEqual(['grades', 'customers'])
  expect(withTable(two, 'levels', 'customers')).toBe(two)
  expect(withoutTable(two, 'levels', 'grades').tables.map((entry) => entry.table)).toEqual(['customers'])
})

test('what a file tells on every row about a product or a customer beside the purchase is no duplicate', () => {
  expect(tablesOf(withTable(plan, 'levels', 'customers'), 'levels')[1]).toMatchObject({ repeated: true })
  expect(tablesOf(withTable(plan, 'levels', 'points'), 'levels')[1]).not.toHaveProperty('repeated')
  const alone = withTable(withoutTable(plan, 'levels', 'grades'), 'levels', 'customers')
  expect(tablesOf(alone, 'levels')[0]).not.toHaveProperty('repeated')
})

test('a column that no table of its file uses is listed, in the order of the file', () => {
  expect(unusedColumns(plan, 'levels', ['Remark', 'CustomerID', 'Level', 'Since'])).toEqual(['Remark', 'Since'])
})

test('a plan that fills no table has nothing to load', () => {
  expect(planProblems(withoutTable(plan, 'levels', 'grades'), [])).toEqual([{ kind: 'nothing_to_load' }])
})

test('an ambiguous date holds the plan back only while its column is used and unanswered', () => {
  const question = { source: 'levels', column: 'Since' }
  const dated = withFilling(plan, 'levels', 'grades', 'effective_on', { column: 'Since' })
  expect(planProblems(dated, [question])).toEqual([{ kind: 'unanswered', ...question }])
  expect(planProblems(withDayOrder(dated, 'levels', 'Since', 'dmy'), [question])).toEqual([])
  const fixed = withFilling(plan, 'levels', 'grades', 'effective_on', { constant: '2026-04-01' })
  expect(planProblems(fixed, [question])).toEqual([])
})

test('an answer about dates keeps the other options of its file', () => {
  expect(withDayOrder(plan, 'levels', 'Since', 'mdy').sources[0]?.options).toEqual({
    delimiter: ';',
    day_order: { Since: 'mdy' },
  })
})

test('scales are said item by item, and taken back', () => {
  const said = withScale(withScale(plan, 'wifi', { min: 1, max: 4 }), 'csat', { min: 1, max: 10 })
  expect(said.scale).toEqual({ wifi: { min: 1, max: 4 }, csat: { min: 1, max: 10 } })
  expect(withScale(said, 'wifi', null).scale).toEqual({ csat: { min: 1, max: 10 } })
  expect(withScale(withScale(said, 'wifi', null), 'csat', null)).toEqual(plan)
})

test('one scale for all ratings of a source stands in every row', () => {
  const rated: Plan = { ...plan, tables: [{ table: 'survey_items', source: 'levels', columns: { item: 'Level' } }] }
  const entry = (of: Plan) => tablesOf(of, 'levels')[0]!
  const said = withCommonScale(rated, 'levels', { min: 0, max: 5 })
  expect(entry(said).constants).toEqual({ scale_min: '0', scale_max: '5' })
  expect(commonScale(entry(said))).toEqual({ min: 0, max: 5 })
  expect(commonScale(entry(withCommonScale(said, 'levels', null)))).toBeNull()
  expect(commonScale({ ...entry(said), constants: { scale_max: '5' } })).toBeNull()
})
