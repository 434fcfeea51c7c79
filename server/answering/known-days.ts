import { canonicalTables } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'

/** First and last day of something; null when there is none. */
export interface Days {
  readonly first_day: string | null
  readonly last_day: string | null
}

/**
 * The days that the data tell of: from the first to the last with purchases, or without any with anything that
 * happened. `ask` gives the rows of a question about all days.
 */
export async function knownDays(
  ask: (id: 'data/coverage' | 'data/freshness') => Promise<readonly object[]>,
): Promise<Days> {
  const [sold] = (await ask('data/coverage')) as Days[]
  if (sold) return { first_day: sold.first_day, last_day: sold.last_day }
  const tables = ((await ask('data/freshness')) as Fresh[]).filter(happens)
  return {
    first_day: tables.flatMap(({ first_day }) => first_day ?? []).toSorted()[0] ?? null,
    last_day:
      tables
        .flatMap(({ last_day }) => last_day ?? [])
        .toSorted()
        .at(-1) ?? null,
  }
}

interface Fresh extends Days {
  readonly table_name: TableName
}

/** Whether a table tells of what happened, not of members, or of days ahead as targets and holidays do. */
const happens = ({ table_name }: Fresh) => canonicalTables[table_name].happened !== null
