import { join, resolve } from 'node:path'

/** Where each part of a chain's data lies below `DATA_DIR`. */
export interface DataDir {
  readonly root: string
  /** What people decided and which batches count: the only file that cannot be rebuilt. */
  readonly state: string
  /** One folder per loaded batch. */
  readonly batches: string
  /** Versioned databases that pages read; every one can be rebuilt from the batches. */
  readonly snapshots: string
  /** Files dropped in the browser, until they are loaded or a day old. */
  readonly uploads: string
  /** Work folders of load processes. */
  readonly tmp: string
  /** A restored backup that is complete but not yet in place. */
  readonly restored: string
  /** The key that seals personal fields; readable by its owner only. */
  readonly identity_key: string
}

/** The places below a data folder. Nothing is created. */
export function dataDir(root: string): DataDir {
  const at = (name: string) => join(resolve(root), name)
  return {
    root: resolve(root),
    state: at('state.db'),
    batches: at('batches'),
    snapshots: at('snapshots'),
    uploads: at('uploads'),
    tmp: at('tmp'),
    restored: at('restored'),
    identity_key: at('identity.key'),
  }
}
