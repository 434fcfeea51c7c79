import { expect, test } from 'vitest'
import { readSettings, writeSettings } from '../../../web/lib/value/settings.ts'

const read = (search: string) => {
  const params = new URLSearchParams(search)
  return readSettings((name) => params.get(name))
}

test('settings are read from the address as the questions take them', () => {
  expect(read('scoring=fixed&monetary_5=49.5&window_months=24&base_to=2025-06-30')).toEqual({
    ...{ scoring: 'fixed', monetary_5: 49.5, window_months: 24, base_to: '2025-06-30' },
  })
})

test('what is the default, unknown, out of bounds or not understood is left out', () => {
  expect(
    read('scoring=quantile&split=best&window_months=0&monetary_5=much&important_share=2&base_to=soon'),
  ).toEqual({})
  expect(read('window_months=241&potential_days=1.5')).toEqual({})
})

test('a setting at its default leaves the address', () => {
  expect(writeSettings({ scoring: 'quantile', window_months: 6, important_share: 0.2 })).toEqual({
    ...{ scoring: null, window_months: '6', important_share: null },
  })
})
