import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Param } from '../../../queries/metric.ts'
import { openDuckDb } from '../../../server/engine/duckdb.ts'
import type { Engine, Question } from '../../../server/engine/engine.ts'
import { Dice } from '../../fixtures/random-chain.ts'
import { writeBaseTables } from '../base-tables.ts'
import { members } from '../bench-question.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Figure, Findings } from '../figure.ts'
import { history } from '../make-chain.ts'
import { spreadOf } from '../spread.ts'

const questions = 40
const kinds: Readonly<Record<string, Param['kind']>> = {
  as_of: 'date',
  region: 'list',
  category: 'text',
  least_orders: 'count',
  least_net_sales: 'number',
}
const read = (name: string) => readFileSync(new URL(`../conditions/${name}.sql`, import.meta.url), 'utf8')

/** Customers counted by five conditions, one over purchases in a window: the marts against the chain's own tables. */
export async function measureConditions(chain: ChainFolder): Promise<Findings> {
  await chain.loadOnce()
  const base = join(chain.work, 'base-of-conditions.duckdb')
  const [marts, tables] = [await openDuckDb(await writeBaseTables(chain.data, base)), await openDuckDb(base)]
  try {
    const dice = new Dice(chain.seed + 4)
    const asked = Array.from({ length: questions }, () => conditions(dice))
    const fast = await countAll(marts, read('marts'), asked)
    const slow = await countAll(tables, read('base'), asked)
    return findings(fast, slow)
  } finally {
    await Promise.all([marts.close(), tables.close()])
  }
}

type Counted = readonly { readonly customers: number; readonly ms: number }[]

function conditions(dice: Dice): Question['params'] {
  return {
    as_of: history.to,
    region: members.region!.filter(() => dice.happens(0.6)),
    category: dice.pick(members.category!),
    least_orders: 1 + dice.below(6),
    least_net_sales: 10 * dice.below(40),
  }
}

async function countAll(engine: Engine, sql: string, asked: readonly Question['params'][]): Promise<Counted> {
  const counted: Counted[number][] = []
  for (const params of asked) {
    const started = performance.now()
    const { values } = await engine.ask({ id: 'conditions', sql, params, kinds, columns })
    counted.push({ customers: values.customers![0] as number, ms: performance.now() - started })
  }
  return counted
}

const columns = { customers: { unit: 'count', title: { en: 'Customers', 'zh-CN': '客户数' } } } as const

function findings(fast: Counted, slow: Counted): Findings {
  const { p50, p95, max } = spreadOf(fast.map(({ ms }) => ms))
  const ratios = slow.map(({ ms }, nth) => ms / fast[nth]!.ms)
  const different = slow.filter(({ customers }, nth) => customers !== fast[nth]!.customers).length
  const figure = (name: string, unit: Figure['unit'], value: number, target?: Figure['target']): Figure => ({
    ...{ section: 'conditions', name, unit, value },
    ...(target && { target }),
  })
  return {
    figures: [
      figure('customer count by five conditions, p50', 'ms', p50),
      figure('customer count by five conditions, p95', 'ms', p95, { at_most: 300 }),
      figure('customer count by five conditions, max', 'ms', max),
      figure('the same over base tables, p50', 'ms', spreadOf(slow.map(({ ms }) => ms)).p50),
      figure('faster than base tables, median', 'times', spreadOf(ratios).p50),
      figure('customers counted, median', 'n', spreadOf(slow.map(({ customers }) => customers)).p50),
      figure('counts that differ', 'n', different, { at_most: 0 }),
    ],
  }
}
