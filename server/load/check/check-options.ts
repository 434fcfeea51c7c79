import type { DuckDBConnection } from '@duckdb/node-api'

/** How far a check is. `total_rows` is an estimate until a stage has seen everything. */
export interface Progress {
  readonly stage: 'reading' | 'mapping' | 'checking' | 'comparing' | 'writing'
  /** Source, file or table that is being worked on. */
  readonly subject: string
  readonly rows: number
  readonly total_rows?: number
}

/** What a check is given besides its plan. */
export interface CheckOptions {
  /**
   * An empty folder for everything the check writes:
   * `accepted/<table>.parquet`, or `accepted/<table>-<n>.parquet` where there are too many rows to sort;
   * `supersedes/<table>.parquet`, the keys of accepted rows that correct a loaded row;
   * `confirms/<table>.parquet`, the keys of unchanged rows, left out of `accepted`, with the `batch_seq` of the loaded row;
   * `identities.parquet`, customer_id and the personal fields in clear, which the caller seals and deletes;
   * `rejects.csv`; and `stage/`, which is removed at the end. A file without rows is not written.
   */
  readonly work_dir: string
  /** DuckDB settings, for example `{ memory_limit: '2GB', threads: '2' }`. */
  readonly connection_options?: Readonly<Record<string, string>>
  /**
   * Creates the views `current_<table>` for every canonical table, with `batch_seq`. `current_customers` has no personal
   * fields but `has_<field>` flags and, like accepted customers, `identity_digest`.
   */
  readonly attachCurrent?: (connection: DuckDBConnection) => Promise<void>
  /** Secret that keys `identity_digest`, by which a later load sees that personal fields are unchanged without reading them. */
  readonly identity_key?: Buffer
  /** Language of the reason texts in `rejects.csv`. */
  readonly locale?: 'zh-CN' | 'en'
  readonly progress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}
