import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModel } from '../../server/load/build-model.ts'
import { stages } from '../../queries/loading/job.ts'
import { type JobRequest } from '../../server/load/job.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { rowsFrom, withDuckDb } from '../../server/load/process-duckdb.ts'
import { recover } from '../../server/load/recover.ts'
import { activeBatches } from '../../server/state/ledger.ts'
import { runLoadProcess, type Death } from './load-process.ts'
import { report, times } from './tier.ts'

const folder = mkdtempSync(join(tmpdir(), 'regulars-kill-'))
const data_dir = join(folder, 'data')
const model = readModel()
afterAll(() => rmSync(folder, { recursive: true }))

/** Purchase lines of one month: as many as there are, one yuan each. */
function purchases(name: string, month: string, lines: number): Plan {
  const rows = Array.from({ length: lines }, (_, n) => {
    const at = `${month}-${String(1 + (n % 28)).padStart(2, '0')} 10:00:00`
    return `${name}${n},1,c${n % 500},s${n % 5},store,${at},p${n % 20},1,1.00,sale`
  })
  const fields =
    'order_id,line_no,customer_id,store_id,channel,ordered_at,product_id,quantity,net_amount,kind'.split(',')
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, [fields.join(','), ...rows].join('\n'))
  return {
    sources: [{ name, paths: [path], options: {} }],
    tables: [
      {
        table: 'purchases',
        source: name,
        columns: Object.fromEntries(fields.map((field) => [field, field])),
      },
    ],
    time_zone: 'Asia/Shanghai',
    max_reject_share: 0,
  }
}

const past = 6_000
const fresh = 4_000
const load = (plan: Plan): JobRequest => ({ kind: 'commit', plan, accept_rejects: false, by: 'test' })
let news: Plan

interface Seen {
  readonly batches: readonly string[]
  readonly data_version: string
  readonly lines: number
  readonly net: number
  readonly profiled: number
  readonly loose: readonly string[]
  readonly needs_rebuild: boolean
}

/** What the next start shows, after it has repaired what it can. */
async function nextStart(): Promise<Seen> {
  const { state, snapshot, rebuild } = await recover(data_dir, model)
  try {
    const batches = activeBatches(state)
    const named = new Set(batches.map(({ path }) => basename(path)))
    const loose = [
      ...readdirSync(state.dir.batches).filter((name) => !named.has(name)),
      ...readdirSync(state.dir.tmp),
    ]
    const [sums] = await withDuckDb(
      snapshot!.path,
      { work_dir: join(folder, 'asking'), read_only: true },
      (connection) =>
        rowsFrom<{ lines: number; net: number; profiled: number }>(
          connection,
          `select sum(lines)::int as lines, sum(net_amount)::int as net,
                (select sum(row_count)::int from table_profile_month where table_name = 'purchases') as profiled from sale_day`,
        ),
    )
    return {
      batches: batches.map(({ id }) => id),
      data_version: snapshot!.data_version,
      ...sums!,
      loose,
      needs_rebuild: rebuild,
    }
  } finally {
    state.close()
  }
}

let without: Seen
let with_news: Seen
let took_ms: number
const figures = { kills: 0, finished: 0, lost: 0, doubled: 0, half_visible: 0 }

beforeAll(async () => {
  const started = await runLoadProcess(data_dir, load(purchases('past', '2026-01', past)))
  expect(started.error).toBeNull()
  without = await nextStart()
  news = purchases('news', '2026-02', fresh)
  const loaded = await runLoadProcess(data_dir, load(news))
  expect(loaded.error).toBeNull()
  took_ms = loaded.took_ms
  with_news = await nextStart()
})

/**
 * Kills a load when the news is not loaded, an undo of it when it is, and compares what the next start shows. Every other
 * undo does not find the snapshot from before the load, and must build it.
 */
async function killOnce(death: Death): Promise<void> {
  const loading = (await nextStart()).batches.length === 1
  if (!loading && figures.kills % 2)
    rmSync(join(data_dir, 'snapshots', `${without.data_version}.duckdb`), { force: true })
  const undo: JobRequest = { kind: 'undo', batch_id: with_news.batches[1]!, by: 'test' }
  const said = await runLoadProcess(data_dir, loading ? load(news) : undo, death)
  expect(said.error).toBeNull()
  figures[said.result ? 'finished' : 'kills'] += 1
  const seen = await nextStart()
  const same = (expected: Seen) => JSON.stringify(seen) === JSON.stringify(expected)
  if (said.result && !same(loading ? with_news : without)) figures.lost += 1
  if (seen.net > with_news.net || seen.lines > with_news.lines) figures.doubled += 1
  if (!same(with_news) && !same(without)) {
    figures.half_visible += 1
    console.error('half visible', death, seen)
  }
}

describe('a load or an undo killed at any moment is there wholly or not at all', () => {
  it('what the figures below compare with is right', () => {
    const sums = (lines: number) => ({ lines, net: lines, profiled: lines, loose: [], needs_rebuild: false })
    expect(without).toMatchObject(sums(past))
    expect(with_news).toMatchObject(sums(past + fresh))
  })

  it('at each named step', async () => {
    for (const at of stages) for (const after_ms of [0, 7]) await killOnce({ at, after_ms })
  })

  it('at random moments', async () => {
    while (figures.kills < times(60, 300)) await killOnce({ after_ms: Math.random() * took_ms })
  })

  it('nothing was lost, doubled or half visible', () => {
    report('kills of a load process', figures)
    expect(figures).toMatchObject({ lost: 0, doubled: 0, half_visible: 0 })
  })
})
