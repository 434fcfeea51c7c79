import type { Tables } from '../write/tables.ts'
import type { Basket } from './basket.ts'
import type { DirtBook } from './dirt.ts'
import type { Tally } from './tally.ts'

/** Where lives are written down: the files, the sums for `truth.json`, the dirt, and the basket in use. */
export interface Books {
  readonly tables: Tables
  readonly tally: Tally
  readonly dirt: DirtBook
  readonly basket: Basket
  readonly customers_in_chinese: boolean
}
