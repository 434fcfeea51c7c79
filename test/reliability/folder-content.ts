import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { saveAgreedWeights } from '../../server/state/agreed-weights.ts'
import { saveMapping } from '../../server/state/mappings.ts'
import { writeSettings } from '../../server/state/settings.ts'
import { openState } from '../../server/state/state.ts'

/** Every file below a folder by its hash. */
export function hashes(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  )
  return Object.fromEntries(
    files.sort().map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]),
  )
}

/** Every row of every table of a state store, but for what a start writes: who loads, and which snapshots there were. */
export function stateOf(root: string): Record<string, unknown[]> {
  const state = openState(root)
  const rows = (sql: string) => state.database.prepare(sql).all()
  const names = rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .map(({ name }) => String(name))
    .filter((name) => !['load_lock', 'snapshot'].includes(name))
  const tables = names.map((name) => [name, rows(`select * from ${name}`)])
  state.close()
  return Object.fromEntries(tables)
}

/** What people decided, besides loading. */
export function decide(root: string): void {
  const state = openState(root)
  const at = new Date('2026-03-01T00:00:00Z')
  saveAgreedWeights(
    state,
    { effective_on: '2026-01-01', weights: { speed: 0.5, taste: 0.5 }, note: '董事会' },
    'test',
    at,
  )
  saveMapping(state, { name: '收银', sources: [] }, at)
  writeSettings(state, { chain_name: '好邻居' })
  state.close()
}
