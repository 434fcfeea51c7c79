import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { admit } from '../../server/load/job-admit.ts'
import { withLoadSession } from '../../server/load/job-session.ts'
import { leaveChecked, plan } from './leave-checked.ts'
import { line, newChain } from './loaded-chain.ts'

it.each([
  ['rows', { accepted: 3 }],
  ['corrections', { corrected: 1 }],
])('a batch is not written when a check has counted other %s than it wrote', async (_, counted) => {
  const { context } = newChain()
  const purchases = ['o1', 'o2'].map((order) => line(order, '2026-01-05 12:00:00', 10))
  const loaded = withLoadSession(context, 'load', async (session) => {
    const { id, report } = await leaveChecked(session, { purchases })
    const tables = report.tables.map((table) => ({ ...table, ...counted }))
    return admit(session, { id, report: { ...report, tables }, plan, by: 'test' })
  })
  await expect(loaded).rejects.toThrow(/2 rows, 0 corrections written; the check counted/)
  expect(existsSync(join(context.data_dir, 'batches'))).toBe(false)
})
