import { describe, expect, test } from 'vitest'
import { rowsPassed } from '../../../web/lib/data/job-stages.ts'

describe('what a job has gone through', () => {
  test('is rows while files are read and checked', () => {
    expect(rowsPassed({ stage: 'reading', rows: 120_000 })).toBe(120_000)
    expect(rowsPassed({ stage: 'comparing', rows: 7 })).toBe(7)
  })

  test('is no rows while files are hashed and tables are built, which are counted one by one', () => {
    expect(rowsPassed({ stage: 'hashing', rows: 3 })).toBe(0)
    expect(rowsPassed({ stage: 'building', rows: 30 })).toBe(0)
  })
})
