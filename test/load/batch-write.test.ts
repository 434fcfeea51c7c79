import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { admit } from '../../server/load/job-admit.ts'
import { withLoadSession } from '../../server/load/job-session.ts'
import { withDuckDb } from '../../server/load/process-duckdb.ts'
import { listBatches } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'
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

it('a batch may hold purchases in several files, which are read, corrected, hashed and undone as one', async () => {
  const chain = newChain()
  const purchases = ['o1', 'o2', 'o3'].map((order, nth) =>
    line(order, `2026-0${nth + 1}-05 12:00:00`, 10 + nth),
  )
  const sums = () =>
    chain.ask(
      'select month(day)::int as month, sum(net_amount)::int as net from sale_day group by all order by 1',
    )
  await withLoadSession(chain.context, 'load', async (session) => {
    const { id, report } = await leaveChecked(session, { purchases })
    await inTwo(session.work_dir)
    return admit(session, { id, report, plan, by: 'test' })
  })
  expect(await sums()).toEqual([10, 11, 12].map((net, nth) => ({ month: nth + 1, net })))
  const { batch_id } = await chain.load({ purchases: [line('o3', '2026-03-05 12:00:00', 20)] })
  expect(await sums()).toEqual([10, 11, 20].map((net, nth) => ({ month: nth + 1, net })))
  await chain.rebuild()
  expect(await sums()).toEqual([10, 11, 20].map((net, nth) => ({ month: nth + 1, net })))
  await chain.undo(batch_id!)
  expect(await sums()).toEqual([10, 11, 12].map((net, nth) => ({ month: nth + 1, net })))

  const state = openState(chain.data_dir)
  const { manifest } = listBatches(state)[0]!
  state.close()
  const files = manifest.files.map(({ path, sha256 }) => [path, sha256.length])
  expect(files).toEqual([1, 2].map((nth) => [`purchases-${nth}.parquet`, 64]))
})

async function inTwo(work_dir: string): Promise<void> {
  const file = (name: string) => join(work_dir, 'accepted', `${name}.parquet`)
  await withDuckDb(':memory:', { work_dir }, async (connection) => {
    for (const [name, orders] of [
      ['purchases-1', "order_id < 'o2'"],
      ['purchases-2', "order_id >= 'o2'"],
    ] as const)
      await connection.run(
        `copy (from read_parquet('${file('purchases')}') where ${orders}) to '${file(name)}' (format parquet)`,
      )
  })
  rmSync(file('purchases'))
}
