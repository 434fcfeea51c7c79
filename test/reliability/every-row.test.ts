import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { readModel } from '../../server/load/build-model.ts'
import { runJob } from '../../server/load/job-run.ts'
import { newChain } from '../load/loaded-chain.ts'
import { checking, planOf } from '../load/check/run-check.ts'
import { Dice } from '../fixtures/random-chain.ts'
import { generatedFile } from './generated-file.ts'
import { report, times } from './tier.ts'

const seed = Number(process.env.FILES_SEED ?? 7_001)
const folder = mkdtempSync(join(tmpdir(), 'regulars-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(nth: number, lines: { orders?: number; till?: string } = {}) {
  const file = generatedFile(seed + nth, lines)
  const path = join(folder, `${nth}.csv`)
  writeFileSync(path, file.bytes)
  return { ...file, path }
}

/** The same files under other names. */
function renamed(paths: readonly string[]): string[] {
  return paths.map((path, n) => {
    const other = join(folder, `again ${n}.csv`)
    renameSync(path, other)
    return other
  })
}

/** How many rows the file of rejected rows lists, each under its own line of the source and with its reason. */
function listedIn(rejects: string | null): number {
  const rows = parse(rejects ?? '', { bom: true, columns: true }) as Record<
    'line' | 'value' | 'reason',
    string
  >[]
  expect(rows.filter(({ reason, value }) => reason === '' || value.startsWith('='))).toEqual([])
  return new Set(rows.map(({ line }) => line)).size
}

const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, each) => sum + each, 0)

describe('every row of a file is loaded, rejected or a declared duplicate', () => {
  it('however it was written', async () => {
    const figures = { files: 0, rows: 0, rejected: 0, duplicates: 0, unaccounted: 0 }
    for (let nth = 0; nth < times(200, 2_000); nth += 1) {
      const file = written(nth)
      await checking(
        await planOf([file.path], 'Asia/Shanghai'),
        async ({ report: checked, rows, rejects }) => {
          const [table] = checked.tables
          const accepted = await rows('accepted/purchases')
          const found = new Map(
            accepted.map((row) => [
              `${row.order_id}/${row.line_no}`,
              Math.round(Number(row.net_amount) * 100),
            ]),
          )
          const seen = {
            rows: table!.rows_in,
            rejected: table!.rejected,
            duplicates: table!.duplicates,
            listed: listedIn(rejects),
            kept: [...found].sort(),
          }
          const { rows: all, rejected, duplicates, kept } = file
          const listed = rejected
          expect({ nth, ...seen }).toEqual({
            nth,
            rows: all,
            rejected,
            duplicates,
            listed,
            kept: [...kept].sort(),
          })
          figures.files += 1
          figures.rows += all
          figures.rejected += rejected
          figures.duplicates += duplicates
          figures.unaccounted += all - rejected - duplicates - found.size
        },
      )
    }
    report('rows accounted for', figures)
    expect(figures.unaccounted).toBe(0)
  })
})

const model = readModel()

/** A chain of its own, into which files are loaded and which is asked what it shows. */
function freshChain() {
  const { data_dir, ask } = newChain()
  return {
    load: async (paths: readonly string[]) => {
      const plan = await planOf(paths, 'Asia/Shanghai')
      const request = { kind: 'commit', plan, accept_rejects: true, by: 'test' } as const
      return runJob(request, { data_dir, model, on_progress: () => {} })
    },
    shown: async () => {
      const [sums] = await ask<{ lines: number; net: number }>(
        'select cast(sum(lines) as integer) as lines, cast(sum(net_amount) as double) as net from sale_day',
      )
      return { lines: sums!.lines, cents: Math.round(sums!.net * 100) }
    },
  }
}

describe('files that are loaded twice', () => {
  it('change nothing the second time, in whatever order and under whatever names they come', async () => {
    const figures = { files: 0, loads: 0, rows: 0, wrong: 0 }
    for (let group = 0; group < times(4, 40); group += 1) {
      const files = Array.from({ length: 50 }, (_, n) => written(group * 50 + n, { till: `T${n}-` }))
      const sum = (of: (file: (typeof files)[number]) => number) => total(files.map(of))
      const right = {
        lines: sum(({ kept }) => kept.size),
        cents: sum(({ kept }) => total(kept.values())),
      }
      const { load, shown } = freshChain()
      const first = await load(files.map(({ path }) => path))
      const [table] = first.check!.tables
      const told = { rows_in: table!.rows_in, rejected: table!.rejected, duplicates: table!.duplicates }
      expect(told).toEqual({
        rows_in: sum(({ rows }) => rows),
        rejected: sum(({ rejected }) => rejected),
        duplicates: sum(({ duplicates }) => duplicates),
      })
      const unreadable = (reasons: readonly { rows: number }[]) => total(reasons.map(({ rows }) => rows))
      expect(
        first.check!.sources.map(({ rows_in, rejected, reasons }) => [
          rows_in,
          rejected,
          unreadable(reasons),
        ]),
        'what is said of each file',
      ).toEqual(files.map(({ rows, ragged }) => [rows, ragged, ragged]))
      const seen = [await shown()]
      const again = await load(renamed(files.toReversed().map(({ path }) => path)))
      seen.push(await shown())
      figures.files += files.length
      figures.loads += 2
      figures.rows += told.rows_in
      figures.wrong += seen.filter((one) => one.lines !== right.lines || one.cents !== right.cents).length
      expect([first.outcome, again.outcome, ...seen]).toEqual(['loaded', 'already_loaded', right, right])
    }
    report('files that are loaded twice', figures)
    expect(figures.wrong).toBe(0)
  })
})

describe('files that correct one another', () => {
  async function loaded(paths: readonly string[]) {
    const { load, shown } = freshChain()
    const outcomes: string[] = []
    for (const path of paths) outcomes.push((await load([path])).outcome)
    return { outcomes, ...(await shown()) }
  }

  it('show the line of the last one, in whatever order they come, and the second time nothing changes', async () => {
    const dice = new Dice(seed)
    const figures = { chains: 0, loads: 0, wrong: 0 }
    for (let chain = 0; chain < times(4, 12); chain += 1) {
      const files = Array.from({ length: 4 }, (_, nth) => written(100_000 + chain * 10 + nth, { orders: 60 }))
      const order = files.map((file) => ({ file, at: dice.roll() })).sort((a, b) => a.at - b.at)
      const expected = new Map<string, number>()
      for (const { file } of order) for (const [key, amount] of file.kept) expected.set(key, amount)
      const once = order.map(({ file }) => file.path)
      const seen = await loaded([...once, ...once])
      figures.chains += 1
      figures.loads += 2 * once.length
      const right = { lines: expected.size, cents: total(expected.values()) }
      if (seen.lines !== right.lines || seen.cents !== right.cents) figures.wrong += 1
      expect(seen).toMatchObject(right)
      expect(seen.outcomes.slice(0, 4)).toEqual(Array(4).fill('loaded'))
      expect(seen.outcomes.slice(4)).toEqual(Array(4).fill('already_loaded'))
    }
    report('files that correct one another', figures)
    expect(figures.wrong).toBe(0)
  })
})
