import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../queries/index.ts'
import { analystHere } from '../../server/analysis/analysing-engine.ts'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { writeBaseTables } from '../bench/base-tables.ts'
import { chainFolder } from '../bench/chain-folder.ts'
import { timesOf } from '../bench/metric-times.ts'

const [lines, seed, questions] = [30_000, 5, 6]
const folder = mkdtempSync(join(tmpdir(), 'plain-sql-'))
let product: Engine
let straight: Engine

beforeAll(async () => {
  const chain = await chainFolder(folder, lines, seed)
  await chain.load()
  const base = join(folder, 'base.duckdb')
  product = await openDuckDb(await writeBaseTables(chain.data, base))
  straight = await openDuckDb(base)
})

afterAll(async () => {
  await Promise.all([product?.close(), straight?.close()])
  rmSync(folder, { recursive: true })
})

describe('a loaded chain answers as plain SQL over its purchases, surveys and complaints does', () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))('to %s', async (_, metric) => {
    const asked = await timesOf(
      metric,
      seed,
      { product, analyst: analystHere, straight, postgres: null },
      questions,
    )
    expect(asked.straight).toHaveLength(questions)
    expect(asked.wrong).toEqual([])
  })
})
