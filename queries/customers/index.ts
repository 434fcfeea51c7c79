import { list } from './list.ts'

/** Questions about single customers. */
export const customers = [list] as const
