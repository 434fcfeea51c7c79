import type { World } from '../world/world.ts'
import type { Tables } from '../write/tables.ts'
import type { Basket } from './basket.ts'
import type { DirtBook } from './dirt.ts'
import type { Tally } from './tally.ts'

/** The world, and where its lives are written down: files, the sums for `truth.json`, the dirt, the basket in use. */
export interface Books {
  readonly world: World
  readonly tables: Tables
  readonly tally: Tally
  readonly dirt: DirtBook
  readonly basket: Basket
  readonly customers_in_chinese: boolean
}
