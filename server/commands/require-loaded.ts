import { existsSync } from 'node:fs'
import { ProductError } from '../errors.ts'
import { dataDir } from '../state/data-dir.ts'

/** Throws `nothing_loaded` for a folder that holds no data of a chain, so that none is made by looking at it. */
export function requireLoaded(data_dir: string): void {
  const { state, batches, restored } = dataDir(data_dir)
  if (![state, batches, restored].some((path) => existsSync(path))) throw new ProductError('nothing_loaded')
}
