import { expect, test } from 'vitest'
import { readList, toggledColumn, writeList } from '../../../web/lib/customers/list-state.ts'

const read = (search: string) => {
  const params = new URLSearchParams(search)
  return readList((name) => params.get(name))
}

test('an address that says nothing shows everybody, the best customers first', () => {
  expect(read('')).toMatchObject({
    who: 'all',
    sort: 'net_sales_12m',
    descending: true,
    offset: 0,
    inactive_days: 90,
  })
  expect(read('').columns).toEqual([
    'customer_id',
    'grade',
    'segment',
    'home_store',
    'last_purchase_on',
    'orders_12m',
    'net_sales_12m',
    'lifetime_net_sales',
    'complaints',
    'last_nps',
    'enquiries_12m',
    'last_contact_on',
    'p_alive',
    'clv',
  ])
})

test('what an address says about the list is read', () => {
  expect(read('who=lapsed&sort=last_purchase_on&order=ascending&offset=500&inactive_days=120')).toMatchObject(
    {
      who: 'lapsed',
      sort: 'last_purchase_on',
      descending: false,
      offset: 500,
      inactive_days: 120,
    },
  )
})

test('what an address says wrongly falls back to the default', () => {
  expect(read('who=robots&sort=phone&offset=-3&inactive_days=many')).toMatchObject({
    who: 'all',
    sort: 'net_sales_12m',
    offset: 0,
    inactive_days: 90,
  })
})

test('chosen columns come in the order of the list and always with the customer’s number', () => {
  expect(read('columns=last_nps.city.phone').columns).toEqual(['customer_id', 'city', 'last_nps'])
  expect(toggledColumn(['customer_id', 'last_nps'], 'city')).toEqual(['customer_id', 'city', 'last_nps'])
  expect(toggledColumn(['customer_id', 'city'], 'city')).toEqual(['customer_id'])
  expect(toggledColumn(['customer_id', 'city'], 'customer_id')).toEqual(['customer_id', 'city'])
})

test('another order or another list starts at its first page', () => {
  expect(writeList({ sort: 'complaints', descending: true })).toEqual({
    sort: 'complaints',
    order: null,
    offset: null,
  })
  expect(writeList({ who: 'new' })).toEqual({ who: 'new', of: null, into: null, method: null, offset: null })
})

test('the columns shown at first leave the address as it is', () => {
  expect(writeList({ columns: read('').columns, offset: 500 })).toEqual({ columns: null, offset: '500' })
})
