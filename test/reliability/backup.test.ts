import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import { withStatistics } from '../../server/analysis/analysing-engine.ts'
import { check } from '../../server/commands/check.ts'
import { restore } from '../../server/commands/restore.ts'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import { questionOf } from '../../server/engine/question.ts'
import type { JobRequest } from '../../server/load/job.ts'
import { makeWorkDir } from '../../server/load/process-work.ts'
import { writeBackup } from '../../server/state/backup.ts'
import { currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'
import { tarHeader, tarPadding } from '../../server/state/tar.ts'
import { csvPlan } from '../load/csv-plan.ts'
import { line, newChain } from '../load/loaded-chain.ts'
import { decide, hashes, stateOf } from './folder-content.ts'
import { runLoadProcess } from './load-process.ts'
import { report } from './tier.ts'

const folder = mkdtempSync(join(tmpdir(), 'regulars-backup-'))
const data_dir = join(folder, 'data')
const archive = join(folder, 'backup.tar.gz')
afterAll(() => rmSync(folder, { recursive: true }))

function load(name: string, count: number): JobRequest {
  const purchases = Array.from({ length: count }, (_, n) =>
    line(`${name}${n}`, `2026-01-${10 + (n % 19)} 12:00:00`, 1),
  )
  const customers = [{ customer_id: name, name: '张三', phone: '13812345678' }]
  return {
    kind: 'commit',
    plan: csvPlan(folder, { purchases, customers }, name),
    accept_rejects: false,
    by: 'test',
  }
}

async function backup(to = archive): Promise<void> {
  const state = openState(data_dir)
  const work_dir = makeWorkDir(state.dir)
  try {
    await writeBackup(state, to, work_dir)
  } finally {
    rmSync(work_dir, { recursive: true, force: true })
    state.close()
  }
}

/** The answer to every metric of the product. */
async function answers(root: string): Promise<unknown> {
  const state = openState(root)
  const engine = await openDuckDb(currentSnapshot(state)!.path)
  state.close()
  const [from, to] = ['2026-01-01', '2026-01-31']
  const params = { from, to, base_from: '2025-12-01', base_to: '2025-12-31' }
  const asked = metrics.map(async (metric) => {
    const { values, data_version } = await withStatistics(engine).ask(questionOf(metric, params))
    return [metric.id, data_version, values]
  })
  const found = await Promise.all(asked)
  await engine.close()
  return found
}

const lines = async (root: string) =>
  (await newChain(root).ask<{ lines: number }>('select sum(lines)::int as lines from sale_day'))[0]!.lines
let count = 0
const emptyPlace = () => join(folder, `restored-${(count += 1)}`)

beforeAll(async () => {
  expect((await runLoadProcess(data_dir, load('past', 3_000))).error).toBeNull()
  expect((await runLoadProcess(data_dir, load('more', 1_000))).error).toBeNull()
  decide(data_dir)
  await backup()
})

describe('a backup restored into an empty folder', () => {
  it('is equal to the byte in batches and key, row for row in the state, and in every metric', async () => {
    const to = emptyPlace()
    expect(await restore(archive, to)).toMatchObject({ batches: 2 })
    expect(hashes(join(to, 'batches'))).toEqual(hashes(join(data_dir, 'batches')))
    expect(readFileSync(join(to, 'identity.key'))).toEqual(readFileSync(join(data_dir, 'identity.key')))
    expect(statSync(join(to, 'identity.key')).mode & 0o777).toBe(0o600)
    const kept = stateOf(data_dir)
    const filled = Object.keys(kept).filter((table) => kept[table]!.length > 0)
    expect(filled).toEqual(expect.arrayContaining(['batch', 'csi_weights', 'mapping', 'setting']))
    expect(stateOf(to)).toEqual(kept)
    expect(await answers(to)).toEqual(await answers(data_dir))
    expect(await lines(to)).toBe(4_000)
    expect(await check(to, false, () => {})).toMatchObject({ sound: true })
    expect((await runLoadProcess(to, load('more', 1_000))).result).toMatchObject({
      outcome: 'already_loaded',
    })
  })

  it('is of one moment, whenever during loads and undos it was made', async () => {
    const shown = { done: false, moments: [] as number[] }
    const busy = (async () => {
      for (let n = 0; n < 4; n += 1) {
        const { result } = await runLoadProcess(data_dir, load(`news${n}`, 500))
        await runLoadProcess(data_dir, { kind: 'undo', batch_id: result!.batch_id!, by: 'test' })
      }
      shown.done = true
    })()
    const archives: string[] = []
    while (!shown.done) {
      archives.push(join(folder, `busy-${archives.length}.tar.gz`))
      await backup(archives.at(-1))
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    await busy
    const sample = archives.filter((_, n) => n % Math.ceil(archives.length / 6) === 0)
    for (const path of sample) {
      const to = emptyPlace()
      const { batches } = await restore(path, to)
      expect(await lines(to)).toBe(batches === 2 ? 4_000 : 4_500)
      expect(await check(to, false, () => {})).toMatchObject({ sound: true })
      shown.moments.push(batches)
      rmSync(to, { recursive: true })
    }
    report('backups while loading', {
      made: archives.length,
      restored: shown.moments.length,
      batches: shown.moments.join(' '),
    })
  })
})

describe('a restore refuses', () => {
  async function refused(bytes: Buffer): Promise<string> {
    const path = join(folder, 'refused.tar.gz')
    writeFileSync(path, bytes)
    const to = emptyPlace()
    const code = await restore(path, to).then(
      () => 'restored',
      (error) => error.code,
    )
    if (code === 'restored') expect(hashes(join(to, 'batches'))).toEqual(hashes(join(data_dir, 'batches')))
    else expect(readdirSync(to).filter((name) => name !== 'tmp')).toEqual([])
    rmSync(to, { recursive: true, force: true })
    return code
  }

  it('an archive cut off anywhere', async () => {
    const bytes = readFileSync(archive)
    for (const part of [0.02, 0.2, 0.5, 0.9, 0.9999])
      expect(await refused(bytes.subarray(0, Math.floor(bytes.length * part)))).toMatch(
        /^backup_(damaged|foreign)$/,
      )
  })

  it('an archive in which a bit is another, anywhere that matters', async () => {
    const bytes = readFileSync(archive)
    const outcomes: Record<string, number> = {}
    for (let n = 0; n < 100; n += 1) {
      const changed = Buffer.from(bytes)
      changed[10 + Math.floor(((bytes.length - 10) * n) / 100)]! ^= 0x10
      const outcome = await refused(changed)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    report('archives with one bit changed', outcomes)
    const { backup_damaged = 0, backup_foreign = 0, backup_newer = 0, restored = 0 } = outcomes
    const all = backup_damaged + backup_foreign + backup_newer + restored
    expect(all, 'a bit of the number of the format may make it a newer one').toBe(100)
    expect(restored, 'bits that say nothing about the content, such as the header’s date').toBeLessThan(10)
  })

  it('an archive whose files were exchanged, though it is well packed', async () => {
    const tar = gunzipSync(readFileSync(archive))
    tar[tar.indexOf('PAR1') + 40]! ^= 1
    expect(await refused(gzipSync(tar))).toBe('backup_damaged')
  })

  it.each(['"format":', '"state_version":'])('one that a newer version wrote: %s', async (name) => {
    const tar = gunzipSync(readFileSync(archive))
    tar.write('9', tar.indexOf(name) + name.length)
    expect(await refused(gzipSync(tar))).toBe('backup_newer')
  })

  it.each([
    '../../../../stolen',
    'batches/0123456789abcdef/../../../../../../stolen',
    '/tmp/stolen',
    'state.db-wal',
    'else',
  ])('one that holds a file where none belongs: %s', async (path) => {
    const entry = Buffer.concat([tarHeader({ path, bytes: 1 }, new Date()), Buffer.from('x'), tarPadding(1)])
    const tar = gunzipSync(readFileSync(archive))
    const at = 512 * Math.ceil(1 + Number.parseInt(tar.toString('latin1', 124, 135), 8) / 512)
    const with_it = Buffer.concat([tar.subarray(0, at), entry, tar.subarray(at)])
    expect(await refused(gzipSync(with_it))).toBe('backup_damaged')
    expect(readdirSync(folder).filter((name) => name.includes('stolen'))).toEqual([])
  })

  it.each([
    ['another file', Buffer.from('order_id,line_no\n1,1\n')],
    ['another gzip file', gzipSync('order_id,line_no\n1,1\n')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', async (_, bytes) => {
    expect(await refused(bytes)).toBe('backup_foreign')
  })

  it('a folder that holds data already, and a file that is not there', async () => {
    await expect(restore(archive, data_dir)).rejects.toMatchObject({ code: 'folder_not_empty' })
    await expect(restore(join(folder, 'nowhere.tar.gz'), emptyPlace())).rejects.toMatchObject({
      code: 'file_missing',
    })
  })
})

describe('a backup or restore that is killed', () => {
  it('leaves nothing under the archive’s name: it appears when it is complete', async () => {
    const path = join(folder, 'appearing.tar.gz')
    const state = openState(data_dir)
    const work_dir = makeWorkDir(state.dir)
    const seen: boolean[] = []
    await writeBackup(state, path, work_dir, { onBytes: () => void seen.push(existsSync(path)) })
    rmSync(work_dir, { recursive: true })
    state.close()
    expect(new Set(seen)).toEqual(new Set([false]))
    expect(await restore(path, emptyPlace())).toMatchObject({ batches: 2 })
  })

  const regulars = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
  /** Runs a command to its end, or kills it after so long; returns how long it took. */
  async function run(args: string[], after_ms?: number, more: Record<string, string> = {}): Promise<number> {
    const started = performance.now()
    const env = { ...process.env, UV_THREADPOOL_SIZE: '16', ...more }
    const child = spawn(process.execPath, [regulars, ...args], { stdio: 'ignore', env })
    const doom = after_ms && setTimeout(() => child.kill('SIGKILL'), after_ms)
    await once(child, 'close')
    clearTimeout(doom)
    return performance.now() - started
  }
  async function stepsOf(...args: string[]): Promise<string[]> {
    const list = join(folder, 'steps')
    rmSync(list, { force: true })
    const preload = new URL('./durable-steps.ts', import.meta.url).href
    await run(args, undefined, { STEPS_FILE: list, NODE_OPTIONS: `--import ${preload}` })
    return readFileSync(list, 'utf8').trim().split('\n')
  }

  it('is on the disk before it has its name, whenever the power is cut', async () => {
    const path = join(folder, 'durable.tar.gz')
    const written = await stepsOf('backup', path, '--data-dir', data_dir)
    const named = written.indexOf(`move ${path}.partial ${path}`)
    expect(written.slice(0, named)).toContain(`sync ${path}.partial`)
    expect(written.slice(named + 1)).toContain(`sync ${folder}`)
    const restored = await stepsOf('restore', archive, '--data-dir', emptyPlace())
    const placed = restored.findIndex((step) => /^move \S+ \S+\/restored$/.test(step))
    const synced = (name: string) =>
      restored.slice(0, placed).filter((step) => step.startsWith('sync') && step.endsWith(`/${name}`)).length
    const names = ['state.db', 'identity.key', 'manifest.json', 'purchases.parquet', 'identities.parquet']
    expect(names.map(synced)).toEqual([1, 1, 2, 2, 2])
  })

  const kills = 10
  const late = (took_ms: number, n: number) => took_ms * (0.3 + (0.8 * n) / kills)

  it('leaves no archive, or a whole one', async () => {
    const path = join(folder, 'killed.tar.gz')
    const args = ['backup', path, '--data-dir', data_dir]
    const took_ms = await run(args)
    rmSync(path)
    let whole = 0
    for (let n = 0; n < kills; n += 1) {
      await run(args, late(took_ms, n))
      if (!existsSync(path)) continue
      const to = emptyPlace()
      expect(await restore(path, to)).toMatchObject({ batches: 2 })
      rmSync(path)
      whole += 1
    }
    report('backups killed', { kills, none: kills - whole, whole })
  })

  it('leaves an empty folder, or everything, which the next start completes', async () => {
    const seen: number[] = []
    const took_ms = await run(['restore', archive, '--data-dir', emptyPlace()])
    for (let n = 0; n < kills; n += 1) {
      const to = emptyPlace()
      await run(['restore', archive, '--data-dir', to], late(took_ms, n))
      const chain = newChain(to)
      await chain.rebuild()
      const state = openState(to)
      seen.push(listBatches(state).length)
      state.close()
      if (seen.at(-1) === 2) expect(await lines(to)).toBe(4_000)
    }
    report('restores killed', { kills, batches_at_the_next_start: seen.join(' ') })
    expect(seen.filter((batches) => batches !== 0 && batches !== 2)).toEqual([])
  })
})
