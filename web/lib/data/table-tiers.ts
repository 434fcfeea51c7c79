import { tableNames, type TableName } from '../../../queries/tables.ts'

const start: readonly TableName[] = ['purchases', 'customers', 'stores']
const next: readonly TableName[] = ['products', 'surveys', 'complaints', 'grades']

/**
 * The canonical tables in the order in which a new chain should bring them: `start` makes sales and customers work,
 * `next` adds categories, satisfaction, complaints and grades, `later` is everything else.
 */
export const tableTiers: Readonly<Record<'start' | 'next' | 'later', readonly TableName[]>> = {
  start,
  next,
  later: tableNames.filter((name) => !start.includes(name) && !next.includes(name)),
}
