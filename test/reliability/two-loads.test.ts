import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { JobRequest } from '../../server/load/job.ts'
import { csvPlan } from '../load/csv-plan.ts'
import { line, newChain } from '../load/loaded-chain.ts'
import { runLoadProcess } from './load-process.ts'
import { report } from './tier.ts'

const folder = mkdtempSync(join(tmpdir(), 'regulars-two-'))
afterAll(() => rmSync(folder, { recursive: true }))

function load(name: string, count: number): JobRequest {
  const purchases = Array.from({ length: count }, (_, n) =>
    line(`${name}${n}`, `2026-01-${10 + (n % 19)} 12:00:00`, 1),
  )
  return { kind: 'commit', plan: csvPlan(folder, { purchases }, name), accept_rejects: false, by: 'test' }
}

describe('loads at the same time', () => {
  it('one of several wins, the others are told, and after it has ended the next one is let in', async () => {
    const data_dir = join(folder, 'data')
    const names = ['a', 'b', 'c']
    const all = await Promise.all(names.map((name) => runLoadProcess(data_dir, load(name, 5_000))))
    const won = all.filter(({ result }) => result?.outcome === 'loaded')
    const told = all.filter(({ error }) => error?.startsWith('loading_already'))
    report('loads at the same time', { loads: all.length, loaded: won.length, told: told.length })
    expect([won.length >= 1, won.length + told.length]).toEqual([true, 3])
    for (const name of names) expect((await runLoadProcess(data_dir, load(name, 5_000))).error).toBeNull()
    const [sum] = await newChain(data_dir).ask<{ lines: number }>(
      'select sum(lines)::int as lines from sale_day',
    )
    expect(sum!.lines).toBe(15_000)
  })

  it('a dry run goes on beside a load', async () => {
    const data_dir = join(folder, 'beside')
    const plan = (load('d', 5_000) as Extract<JobRequest, { kind: 'commit' }>).plan
    const [loaded, checked] = await Promise.all([
      runLoadProcess(data_dir, load('e', 5_000)),
      runLoadProcess(data_dir, { kind: 'check', plan }),
    ])
    expect([loaded.error, checked.error]).toEqual([null, null])
    expect([loaded.result?.outcome, checked.result?.outcome]).toEqual(['loaded', 'checked'])
  })

  it('a key that another is making stays, and that of one that died goes', async () => {
    const data_dir = join(folder, 'keys')
    const [making, left] = [process.pid, 999_999_999].map((pid) => join(data_dir, `identity.key.${pid}`))
    mkdirSync(data_dir)
    for (const path of [making!, left!]) writeFileSync(path, '')
    expect((await runLoadProcess(data_dir, load('k', 10))).error).toBeNull()
    expect([existsSync(making!), existsSync(left!)]).toEqual([true, false])
  })
})
