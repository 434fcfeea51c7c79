import { describe, expect, it } from 'vitest'
import { safeName } from '../../server/uploads/safe-name.ts'

const none = new Set<string>()

describe('the name of an uploaded file', () => {
  it.each([
    ['sales.csv', 'sales.csv'],
    ['会员 2026.xlsx', '会员 2026.xlsx'],
    ['sales.csv.gz', 'sales.csv.gz'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\data\\sales.csv', 'sales.csv'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['', 'file'],
    ['a\u0000b.csv', 'a_b.csv'],
    ['a\u202Evsc.exe', 'a_vsc.exe'],
    ['a:b|c?.csv', 'a_b_c_.csv'],
  ])('%j is kept as %j', (name, safe) => {
    expect(safeName(name, none)).toBe(safe)
  })

  it('is cut to what every file system takes, keeping its extension', () => {
    const safe = safeName(`${'销'.repeat(300)}.csv.gz`, none)
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(120)
    expect(safe).toMatch(/^销+\.csv\.gz$/)
  })

  it('is told from one that is already there, also when only the case differs', () => {
    expect(safeName('Sales.csv', new Set(['sales.csv', 'Sales (2).csv']))).toBe('Sales (3).csv')
  })
})
