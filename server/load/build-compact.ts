import { renameSync } from 'node:fs'
import { rowsFrom, withDuckDb } from './process-duckdb.ts'
import { quoted } from './views-sql.ts'

const smallBlocks = 256

/**
 * Writes a database file anew when more than half of it is room that deleted rows have left. DuckDB uses such room
 * again but never gives it back.
 */
export async function compact(
  file: string,
  { work_dir, signal }: { work_dir: string; signal?: AbortSignal },
): Promise<void> {
  const compacted = `${file}.compact`
  const written = await withDuckDb(file, { work_dir, signal }, async (connection) => {
    const [size] = await rowsFrom<{ total_blocks: number; free_blocks: number }>(
      connection,
      'select total_blocks, free_blocks from pragma_database_size()',
    )
    if (size!.total_blocks < smallBlocks || size!.free_blocks < size!.total_blocks / 2) return false
    const [current] = await rowsFrom<{ name: string }>(connection, 'select current_database() as name')
    await connection.run(`attach ${quoted(compacted)} as compacted`)
    await connection.run(`copy from database "${current!.name}" to compacted`)
    await connection.run('detach compacted')
    return true
  })
  if (written) renameSync(compacted, file)
}
