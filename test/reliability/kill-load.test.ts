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
import { durableSteps, runLoadProcess, type Death } from './load-process.ts'
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
/** The steps of a load that makes the data folder, of one that adds to it, and of an undo. */
const steps = { first: [] as string[], load: [] as string[], undo: [] as string[] }
const list = join(folder, 'steps')
const figures = { kills: 0, finished: 0, lost: 0, doubled: 0, half_visible: 0 }

beforeAll(async () => {
  steps.first = await durableSteps(data_dir, load(purchases('past', '2026-01', past)), list)
  without = await nextStart()
  news = purchases('news', '2026-02', fresh)
  const loaded = await runLoadProcess(data_dir, load(news))
  expect(loaded.error).toBeNull()
  took_ms = loaded.took_ms
  with_news = await nextStart()
  steps.undo = await durableSteps(data_dir, undo(), list)
  steps.load = await durableSteps(data_dir, load(news), list)
})
const undo = (): JobRequest => ({ kind: 'undo', batch_id: with_news.batches[1]!, by: 'test' })

/**
 * Kills a load when the news is not loaded, an undo of it when it is, and compares what the next start shows. Every other
 * undo does not find the snapshot from before the load, and must build it.
 */
async function killOnce(death: Death): Promise<void> {
  const loading = (await nextStart()).batches.length === 1
  if (!loading && figures.kills % 2)
    rmSync(join(data_dir, 'snapshots', `${without.data_version}.duckdb`), { force: true })
  const said = await runLoadProcess(data_dir, loading ? load(news) : undo(), death)
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

describe('a power cut at any moment of a load', () => {
  const at = (done: readonly string[], pattern: RegExp) => done.findIndex((step) => pattern.test(step))

  it.each(['first', 'load'] as const)('finds nothing registered that is not on the disk: %s', (which) => {
    const done = steps[which]
    const registered = at(done, /^write batch$/)
    const placed = at(done, /^move \S+\/batch \S+\/data\/batches\//)
    const written = done.slice(0, placed).filter((step) => /^move \S+ \S+\/batch\/\S+$/.test(step))
    expect(written.length).toBeGreaterThan(0)
    for (const path of [...written.map((step) => step.split(' ')[2]!), 'batch/manifest.json', 'batch'])
      expect(done.slice(0, placed).some((step) => step.startsWith('sync') && step.endsWith(path))).toBe(true)
    const order = [
      placed,
      at(done, /^sync \S+\/data\/batches$/),
      at(done, /^sync \S+\/next\.duckdb$/),
      at(done, /^move \S+\/next\.duckdb \S+\/data\/snapshots\//),
      at(done, /^sync \S+\/data\/snapshots$/),
      registered,
    ]
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order).not.toContain(-1)
    if (which === 'load') return
    const folders = done.slice(0, registered).filter((step) => /^sync \S+\/data$/.test(step))
    expect(
      folders,
      'the key, the folder of batches and that of snapshots have names on the disk',
    ).toHaveLength(3)
  })

  it.each(['first', 'load', 'undo'] as const)('finds ledger and snapshot of one moment: %s', (which) => {
    const done = steps[which]
    const change = done.lastIndexOf('begin immediate')
    const changed = done.slice(change + 1, done.indexOf('commit', change))
    expect(changed.filter((step) => step !== 'write setting')).toEqual(['write batch', 'write snapshot'])
    expect(done.filter((step) => /^write (batch|snapshot)$/.test(step))).toHaveLength(2)
  })
})

describe('a load or an undo killed at any moment is there wholly or not at all', () => {
  it('what the figures below compare with is right', () => {
    const sums = (lines: number) => ({ lines, net: lines, profiled: lines, loose: [], needs_rebuild: false })
    expect(without).toMatchObject(sums(past))
    expect(with_news).toMatchObject(sums(past + fresh))
  })

  it('at each named step', async () => {
    for (const at of stages) await killOnce({ at, after_ms: Math.random() * 10 })
  })

  it('before each step that reaches the disk', async () => {
    const next = { load: 0, undo: 0 }
    while (next.load < steps.load.length || next.undo < steps.undo.length) {
      const kind = (await nextStart()).batches.length === 1 ? 'load' : 'undo'
      await killOnce({ before_step: next[kind], list })
      next[kind] += 1
    }
  }, 900_000)

  it('at random moments', async () => {
    while (figures.kills < times(50, 300)) await killOnce({ after_ms: Math.random() * took_ms })
  })

  it('nothing was lost, doubled or half visible', () => {
    report('kills of a load process', figures)
    expect(figures).toMatchObject({ lost: 0, doubled: 0, half_visible: 0 })
  })
})
