import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import { batchSet } from '../../server/load/batch-set.ts'
import { buildSnapshot } from '../../server/load/build.ts'
import { readModel } from '../../server/load/build-model.ts'
import { rowsFrom, withDuckDb } from '../../server/load/process-duckdb.ts'
import { attachViews } from '../../server/load/views.ts'
import { currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { readSettings } from '../../server/state/settings.ts'
import { openState } from '../../server/state/state.ts'
import type { Row, Rows } from './leave-checked.ts'
import { emptyFolder, newChain, type Chain } from './loaded-chain.ts'
import { chainLife } from './chain-life.ts'

const model = readModel()

/** Keys are numbered in the order of arrival: an increment and a rebuild may number differently, so ids are compared. */
function comparable(mart: string, columns: readonly string[]): string {
  const ids: Record<string, string> = {
    customer_key: 'customer',
    store_key: 'store',
    category_key: 'category',
  }
  const selected = columns.map((column) => {
    const member = Object.keys(ids).find((key) => column === key || column.endsWith(`_${key}`))
    if (!member) return `"${column}"`
    const id = ids[member]
    return `(select ${id}_id from ${id}_key as named where named.${member} = mart."${column}") as "${column}"`
  })
  return `select ${selected.join(', ')} from main."${mart}" as mart`
}

/** Marts of two snapshots whose rows differ, with the first rows that only one of them has. */
async function differences(left: string, right: string, work_dir: string): Promise<unknown[]> {
  return withDuckDb(':memory:', { work_dir }, async (connection) => {
    await connection.run(
      `attach '${left}' as left_side (read_only); attach '${right}' as right_side (read_only)`,
    )
    const found: unknown[] = []
    for (const { name } of model.marts) {
      await connection.run('use left_side')
      const columns = await rowsFrom<{ column_name: string }>(connection, `describe main."${name}"`)
      const select = comparable(
        name,
        columns.map(({ column_name }) => column_name),
      )
      for (const side of ['left', 'right']) {
        await connection.run(`use ${side}_side`)
        await connection.run(`create or replace temp table ${side}_rows as ${select}`)
      }
      for (const [a, b] of [
        ['left', 'right'],
        ['right', 'left'],
      ]) {
        const only = await rowsFrom(
          connection,
          `select * from (select * from ${a}_rows except all select * from ${b}_rows) limit 3`,
        )
        if (only.length > 0) found.push({ mart: name, only_in: a, only })
      }
    }
    return found
  })
}

async function rebuiltDiffers(chain: Chain): Promise<unknown[]> {
  const state = openState(chain.data_dir)
  const work_dir = emptyFolder()
  try {
    const request = {
      settings: readSettings(state),
      model,
      registrations: listBatches(state),
      work_dir,
      on_progress: () => {},
    }
    const { file, report } = await buildSnapshot(request)
    const current = currentSnapshot(state)!
    expect(report.tables).toEqual(current.build.tables)
    expect(report.data_version).toBe(current.data_version)
    return await differences(current.path, file, join(work_dir, 'compare'))
  } finally {
    state.close()
  }
}

const keyOf = (table: TableName, row: Row) => canonicalTables[table].key.map((field) => row[field]).join(' ')

/** Fields that the random life corrects. */
const told = (table: TableName) =>
  ['net_amount', 'city', 'category', 'grade'].filter((name) => canonicalTables[table].fields[name])

/** What should be visible: of each key the row of the last load that has it. */
function expectedRows(loads: readonly Rows[]): Record<string, string[]> {
  const visible = tableNames.map((table) => {
    const rows = new Map(loads.flatMap((load) => load[table] ?? []).map((row) => [keyOf(table, row), row]))
    const texts = [...rows].map(([key, row]) => [key, ...told(table).map((name) => row[name])].join(' '))
    return [table, texts.sort()] as const
  })
  return Object.fromEntries(visible.filter(([, rows]) => rows.length > 0))
}

async function visibleRows(chain: Chain): Promise<Record<string, string[]>> {
  const state = openState(chain.data_dir)
  try {
    return await withDuckDb(':memory:', { work_dir: emptyFolder() }, async (connection) => {
      await attachViews(connection, batchSet(listBatches(state)))
      const visible: [string, string[]][] = []
      for (const table of tableNames) {
        const key = canonicalTables[table].key.map((name) => `cast("${name}" as varchar)`)
        const sql = `select ${[`concat_ws(' ', ${key.join(', ')}) as key`, ...told(table)].join(', ')} from ${table}`
        const rows = await rowsFrom<Row>(connection, sql)
        const texts = rows.map((row) => Object.values(row).join(' '))
        if (texts.length > 0) visible.push([table, texts.sort()])
      }
      return Object.fromEntries(visible)
    })
  } finally {
    state.close()
  }
}

function nthActive(ids: readonly string[], nth: number): string {
  return nth === 0 || ids.length === 1 ? ids[0]! : ids[1 + (nth % (ids.length - 1))]!
}

async function live(seed: number): Promise<string[]> {
  const chain = newChain()
  const active = new Map<string, Rows>()
  const hows: string[] = []
  for (const [nth, step] of [...chainLife(seed)].entries()) {
    const undone = 'undo' in step ? nthActive([...active.keys()], step.undo) : null
    const { batch_id, build } = undone
      ? await chain.undo(undone)
      : await chain.load((step as { load: Rows }).load)
    hows.push(build!.how)
    if (undone) active.delete(undone)
    else active.set(batch_id!, (step as { load: Rows }).load)
    const story = `seed ${seed}, step ${nth}: ${JSON.stringify(step)}`
    expect(build!.increment_failed, story).toBeUndefined()
    expect(await visibleRows(chain), story).toEqual(expectedRows([...active.values()]))
    expect(await rebuiltDiffers(chain), story).toEqual([])
  }
  return hows
}

describe('a snapshot kept up by increments', () => {
  for (const seed of [2, 3])
    it(`equals one built from nothing after each of random loads, corrections and undos (${seed})`, async () => {
      const hows = await live(seed)
      expect(hows.filter((how) => how === 'increment').length).toBeGreaterThan(5)
    }, 600_000)
})
