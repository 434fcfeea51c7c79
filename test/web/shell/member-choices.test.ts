import { expect, test } from 'vitest'
import { memberChoices } from '../../../web/lib/shell/member-choices.ts'
import type { Member } from '../../../web/lib/members.svelte.ts'

const region = (member: string): Member => ({
  dimension: 'region',
  member,
  label: member,
  parent: null,
  n: 1,
})
const store = (member: string, label: string, parent: string | null): Member => ({
  dimension: 'store',
  member,
  label,
  parent,
  n: 1,
})
const all = [
  region('华东'),
  region('华北'),
  store('S01', '上海一店', '华东'),
  store('S02', '杭州店', '华东'),
  store('S03', '北京店', '华北'),
  store('S04', '仓库', null),
]
const found = (search: string) =>
  memberChoices(all, search, (one) => one.label ?? one.member).map(
    ({ label, depth }) => `${'-'.repeat(depth)}${label}`,
  )

test('stores stand below their region, those without one at the end', () => {
  expect(found('')).toEqual(['华东', '-上海一店', '-杭州店', '华北', '-北京店', '仓库'])
})

test('a store that is found brings its region along', () => {
  expect(found('杭州')).toEqual(['华东', '-杭州店'])
})

test('a region that is found brings all its stores', () => {
  expect(found('华北')).toEqual(['华北', '-北京店'])
})

test('codes are searched too, and every part of the search must be found', () => {
  expect(found('s01 上海')).toEqual(['华东', '-上海一店'])
  expect(found('s01 北京')).toEqual([])
})
