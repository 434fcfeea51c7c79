import { ClickHouseError, clickHouseSettings } from './clickhouse.ts'
import type { ClickHouseTransport } from './clickhouse.ts'

/**
 * ClickHouse in this process, from the package `chdb` that only tests install; its data lies in `folder`, or in a
 * temporary one that goes when it closes. An aborted question rejects at once but runs on behind.
 */
export async function chdbTransport(folder?: string): Promise<ClickHouseTransport> {
  const { Session } = await import('chdb')
  const settings = Object.entries(clickHouseSettings).map(([name, value]) => `--${name}=${value}`)
  const session = new Session(folder, { connectionArgs: settings })
  const ask: ClickHouseTransport['ask'] = async (sql, params = {}, signal) => {
    try {
      const result = await session.queryBindAsync(sql, params, signal && { signal })
      return result.text()
    } catch (error) {
      // chdb 3.4 prints what a failed statement had written in front of the next statement's result
      await session.queryAsync('select 1')
      throw new ClickHouseError(String(error), { cause: error })
    }
  }
  return {
    ask,
    async run(sql, params) {
      await ask(sql, params)
    },
    async insertParquet(table, file) {
      await ask(`insert into ${table} from infile '${file.replaceAll(/[\\']/g, '\\$&')}' format Parquet`)
    },
    async close() {
      session.close()
    },
  }
}
