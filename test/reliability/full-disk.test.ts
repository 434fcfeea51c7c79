import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readModel } from '../../server/load/build-model.ts'
import { runJob } from '../../server/load/job-run.ts'
import { stages, type Stage } from '../../queries/loading/job.ts'
import type { JobRequest, Progress } from '../../server/load/job.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { recover } from '../../server/load/recover.ts'
import { activeBatches } from '../../server/state/ledger.ts'
import { csvPlan } from '../load/csv-plan.ts'
import { line, newChain } from '../load/loaded-chain.ts'
import { liveServer, sending } from './live-server.ts'
import { report, times } from './tier.ts'

const folder = mkdtempSync(join(tmpdir(), 'regulars-full-'))
const disk = join(folder, 'disk')
const data_dir = join(disk, 'data')
const filler = join(disk, 'filler')
const model = readModel()

/** A small file system of its own; only an administrator may make one. */
const mounted = (() => {
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('SKIPPED: a full disk needs the right to mount a small file system')
    return false
  }
})()
afterAll(() => {
  if (mounted) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true })
})

/** Leaves no byte free, or so many. */
function fill(free = 0): void {
  const file = openSync(filler, 'a')
  try {
    for (let size = 2 ** 22; size >= 1;) {
      try {
        if (writeSync(file, Buffer.alloc(size)) < size) size >>= 1
      } catch {
        size >>= 1
      }
    }
    ftruncateSync(file, Math.max(0, fstatSync(file).size - free))
  } finally {
    closeSync(file)
  }
}

function lines(name: string, month: string, count: number): Plan {
  const purchases = Array.from({ length: count }, (_, n) =>
    line(`${name}${n}`, `${month}-${10 + (n % 19)} 12:00:00`, 1, {
      customer_id: `c${n % 900}`,
      store_id: `s${n % 9}`,
    }),
  )
  return csvPlan(folder, { purchases }, name)
}

const commit = (plan: Plan): JobRequest => ({ kind: 'commit', plan, accept_rejects: false, by: 'test' })
const run = (request: JobRequest, on_progress: (progress: Progress) => void = () => {}) =>
  runJob(request, { data_dir, model, on_progress })

async function shown(): Promise<unknown> {
  const { state, rebuild } = await recover(data_dir, model)
  const batches = activeBatches(state).map(({ id }) => id)
  state.close()
  const loose = readdirSync(join(data_dir, 'batches')).filter((name) => !batches.includes(name))
  const sums = await newChain(data_dir, model).ask(
    'select sum(lines)::int as lines, sum(net_amount)::int as net from sale_day',
  )
  rmSync(join(data_dir, 'asking'), { recursive: true, force: true })
  return { batches, loose, tmp: readdirSync(join(data_dir, 'tmp')), rebuild, sums }
}

describe.runIf(mounted)('a disk that becomes full', () => {
  let before: unknown
  let news: Plan
  let news_id: string
  beforeAll(async () => {
    news = lines('news', '2026-02', 8_000)
    news_id = (await run(commit(lines('past', '2026-01', 10_000)))).batch_id!
    before = await shown()
  })

  /** Runs a job on a disk that becomes full when a stage of it begins, up to so many bytes. */
  async function fillingUp(request: JobRequest, stage: Stage, free: number): Promise<string> {
    const outcome = await run(request, (progress) => {
      if (progress.stage === stage && !existsSync(filler)) fill(free)
    }).then(
      ({ outcome }) => outcome,
      (error) => error.code,
    )
    expect(existsSync(filler), `the job was ${stage}`).toBe(true)
    rmSync(filler)
    return outcome
  }

  it.each(stages.slice(1))(
    'while a load is %s stops it with a clear error, or lets it end; nothing is half visible',
    async (stage) => {
      const outcomes: Record<string, number> = {}
      for (let turn = 0; turn < times(1, 8); turn += 1) {
        const outcome = await fillingUp(commit(news), stage, turn ** 3 * 20_000)
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
        expect(['disk_full', 'disk_too_small', 'loaded']).toContain(outcome)
        if (outcome === 'loaded')
          await run({ kind: 'undo', batch_id: (await run(commit(news))).batch_id!, by: 'test' })
        expect(await shown()).toEqual(before)
      }
      report('a disk that becomes full', { while: stage, ...outcomes })
    },
  )

  it.each(['building', 'verifying', 'publishing'] as const)(
    'while an undo is %s stops it and the batch stays, or lets it end',
    async (stage) => {
      rmSync(join(data_dir, 'snapshots'), { recursive: true })
      await run({ kind: 'rebuild' })
      const undo = { kind: 'undo', batch_id: news_id, by: 'test' } as const
      const outcome = await fillingUp(undo, stage, 0)
      report('a disk that becomes full', { undo_while: stage, outcome })
      expect(stage === 'building' ? ['disk_full'] : ['disk_full', 'undone']).toContain(outcome)
      if (outcome === 'undone') await run(commit(lines('past', '2026-01', 10_000)))
      expect(await shown()).toEqual(before)
    },
  )

  it('that has too little room is noticed before anything is read', async () => {
    fill()
    const stages: string[] = []
    await expect(run(commit(news), ({ stage }) => void stages.push(stage))).rejects.toMatchObject({
      code: expect.stringMatching(/^disk_/),
    })
    rmSync(filler)
    expect(stages).not.toContain('reading')
    expect(await shown()).toEqual(before)
  })

  it('lets a running server answer as before, refuse what must be kept, and recover', async () => {
    const server = await liveServer(data_dir)
    onTestFinished(async () => void (await server.stop()))
    const columns = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`field_${n}`, 'x'.repeat(1_000)]),
    )
    const mapping = {
      name: 'tills',
      sources: [{ headers_key: 'a', options: {}, tables: [{ table: 'stores', columns }] }],
    }
    const save = () => fetch(`${server.address}/api/mappings`, sending('PUT', mapping))
    const upload = () => server.upload({ 'stores.csv': 'store_id,name\ns1,One\n' })
    const sales = async () =>
      (await server.call('/api/metrics/kpi/sales?from=2026-01-01&to=2026-01-31')).body.rows?.[0]?.net_sales
    fill()
    const [saved, uploaded] = [await save(), await upload()]
    expect([saved.status, await sales(), (await fetch(`${server.address}/healthz`)).status]).toEqual([
      507, 10_000, 200,
    ])
    expect(await saved.json()).toMatchObject({ error: { code: 'disk_full' } })
    expect(uploaded).toMatchObject({ status: 507, body: { error: { code: 'disk_too_small' } } })
    rmSync(filler)
    expect([(await save()).status, (await upload()).status]).toEqual([204, 201])
    expect(await server.stop()).toBe(0)
  })
})
