import { describe, expect, it } from 'vitest'
import { canonicalTables, tableNames } from '../../../queries/tables.ts'
import { derivable, mappableFields } from '../../../queries/inputs.ts'
import { enumValue } from '../../../server/load/map/enum-words.ts'
import { headersKey } from '../../../server/load/map/headers-key.ts'
import { normaliseName } from '../../../server/load/map/normalise-name.ts'
import { isKnownName, nameConfidence } from '../../../server/load/map/synonyms.ts'

it('case, blanks, underscores and width make no difference to a name', () => {
  for (const name of ['customer_id', 'Customer ID', 'CustomerID', 'ＣｕｓｔｏｍｅｒＩＤ', ' customer-id '])
    expect(normaliseName(name)).toBe('customerid')
  expect(headersKey(['Customer ID', '金额'])).toBe(headersKey(['金额', 'customer_id']))
})

it.each([
  ['purchases', 'customer_id', '会员号'],
  ['purchases', 'customer_id', '客户编号'],
  ['purchases', 'customer_id', 'CustomerID'],
  ['purchases', 'order_id', 'InvoiceNo'],
  ['purchases', 'net_amount', '实付金额'],
  ['purchases', 'store_id', '门店编号'],
  ['customers', 'phone', '手机'],
  ['customers', 'joined_on', '注册时间'],
  ['complaints', 'received_at', '受理时间'],
] as const)('%s.%s is known as %s', (table, field, name) => {
  expect(nameConfidence(table, field, normaliseName(name))).toBeGreaterThan(0)
  expect(isKnownName(name)).toBe(true)
})

describe.each(tableNames)('%s', (table) => {
  it('knows every field by its own name and its titles in both languages', () => {
    for (const [field, { title }] of Object.entries(mappableFields(table)))
      for (const name of [field, title.en, title['zh-CN']])
        expect([field, name, nameConfidence(table, field, normaliseName(name))]).toEqual([field, name, 1])
  })

  it('derives only fields that it requires', () => {
    for (const field of derivable[table] ?? [])
      expect(canonicalTables[table].fields[field]?.required).toBe(true)
  })

  it('has words for each value of each enum, besides the value itself', () => {
    for (const [field, { type, values = [] }] of Object.entries(canonicalTables[table].fields))
      if (type === 'enum')
        for (const value of values) expect(enumValue(table, field, value.toUpperCase())).toBe(value)
  })
})

it.each([
  ['purchases', 'kind', '退货', 'return'],
  ['purchases', 'kind', '已取消', 'cancel'],
  ['customers', 'gender', '女', 'female'],
  ['customers', 'gender', 'M', 'male'],
  ['customers', 'gender', '未知', null],
  ['customers', 'gender', 'robot', undefined],
  ['consents', 'granted', 'Y', 'true'],
  ['consents', 'granted', '否', 'false'],
  ['consents', 'granted', '0', 'false'],
  ['stores', 'ownership', '加盟店', 'franchise'],
] as const)('%s.%s: %s means %s', (table, field, word, expected) => {
  expect(enumValue(table, field, word)).toBe(expected)
})
