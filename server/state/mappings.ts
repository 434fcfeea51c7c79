import type { SavedMapping } from '../../queries/loading/plan.ts'
import type { State } from './state.ts'

/** Mappings that people saved, by name. */
export function listMappings(state: State): SavedMapping[] {
  const rows = state.database.prepare('select mapping from mapping order by name').all()
  return rows.map((row) => JSON.parse(String(row.mapping)) as SavedMapping)
}

/** Saves a mapping under its name, in place of an earlier one of that name. */
export function saveMapping(state: State, mapping: SavedMapping, at: Date): void {
  state.database
    .prepare(
      `insert into mapping (name, mapping, saved_at) values (?, ?, ?)
       on conflict (name) do update set mapping = excluded.mapping, saved_at = excluded.saved_at`,
    )
    .run(mapping.name, JSON.stringify(mapping), at.toISOString())
}
