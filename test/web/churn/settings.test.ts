import { describe, expect, it } from 'vitest'
import { listSettings, readSettings, writeSettings } from '../../../web/lib/churn/settings.ts'

const from = (texts: Record<string, string>) => (name: string) => texts[name] ?? null

describe('the settings of the churn page', () => {
  it('fall back to the default where the address says nothing it understands', () => {
    const defaults = readSettings(from({}))
    expect(defaults).toMatchObject({ inactive_days: 90, multiple: 3, start: 'first_time', by: 'all' })
    expect(readSettings(from({ inactive_days: '0', multiple: 'x', start: 'never', by: '' }))).toEqual(
      defaults,
    )
  })

  it('come back from an address as they were written', () => {
    const written = writeSettings({
      inactive_days: 60,
      multiple: 2.5,
      measure: 'on_or_after',
      mean: 'weighted',
    })
    expect(written).toEqual({ inactive_days: '60', multiple: '2.5', measure: 'on_or_after', mean: null })
    const read = readSettings((name) => written[name] ?? null)
    expect(read).toMatchObject({ inactive_days: 60, multiple: 2.5, measure: 'on_or_after', mean: 'weighted' })
  })

  it('tell a list only what is not the default', () => {
    expect(listSettings(from({ min_days: '30', multiple: '2', by: 'region', start: 'recurring' }))).toEqual({
      multiple: 2,
      by: 'region',
    })
  })
})
