import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { survival } from '../../queries/churn/survival.ts'
import { withStatistics } from '../../server/analysis/analysing-engine.ts'
import { openAnalystPool, type AnalystPool } from '../../server/analysis/analyst-pool.ts'
import { openDuckDb, type DuckDbEngine } from '../../server/engine/duckdb.ts'
import { question, temporaryFolder, writeSnapshot } from '../engine/small-snapshot.ts'
import { report } from './tier.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let engine: DuckDbEngine
let pool: AnalystPool
beforeAll(async () => {
  folder = await temporaryFolder()
  engine = await openDuckDb(await writeSnapshot(join(folder.path, 'a.duckdb'), 'v1'))
  pool = openAnalystPool({ threads: 1, memory_mb: 48 })
})
afterAll(async () => {
  await pool.close()
  await engine.close()
  await folder.remove()
})

/** Survival out of as many groups of customers as one likes: the statistics take memory and time in proportion. */
function survivalOf(rows: number) {
  const { sql, params, kinds } = question(
    `select 'all' as member, 'all' as label, range as tenure_days, 1 as lapsed_customers, 1 as censored_customers
       from range(${rows}) where $from <= '2026-01-01'`,
    {},
    { from: '2026-01-01' },
  )
  return { id: survival.id, sql, params, kinds, columns: survival.reads! }
}
const ask = (rows: number) => withStatistics(engine, pool.analyst).ask(survivalOf(rows))

describe('a thread that does statistics', () => {
  it('and runs out of memory fails the question in words that help, and the next one is answered', async () => {
    const turns = 3
    for (let turn = 0; turn < turns; turn += 1) {
      await expect(ask(190_000)).rejects.toMatchObject({ code: 'out_of_memory', status: 503 })
      expect((await ask(50)).row_count).toBeGreaterThan(0)
    }
    report('a thread of statistics without memory', { lost: turns, answered_after: turns })
  })

  it('answers each of many questions at once with what belongs to it', async () => {
    const sizes = [10, 20, 30, 40, 50, 60, 70, 80]
    const alone = await Promise.all(sizes.map((rows) => withStatistics(engine).ask(survivalOf(rows))))
    expect(new Set(alone.map(({ row_count }) => row_count)).size).toBe(sizes.length)
    expect(await Promise.all(sizes.map(ask))).toEqual(alone)
    expect(await Promise.all(sizes.toReversed().map(ask))).toEqual(alone.toReversed())
  })

  it('stops when nobody waits for it any more, and is free for the next', async () => {
    const { id, params, ...asked } = survivalOf(20_000)
    const read = await engine.ask({ id, params, ...asked })
    const aborting = new AbortController()
    const work = pool.analyst({ id, params, read }, aborting.signal)
    setTimeout(() => aborting.abort(new Error('gone')), 10)
    await expect(work).rejects.toThrow('aborted')
    expect((await ask(50)).row_count).toBeGreaterThan(0)
  })
})
