import { list } from './list.ts'

/** Statistics of the list of customers. */
export const customers = [list] as const
