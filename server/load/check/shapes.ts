import type { WorkDatabase } from '../read/work-database.ts'

/** How values of a column are built: each digit is written 9, everything else as it is. */
export interface Shape {
  readonly shape: string
  readonly rows: number
  readonly example: string
}

/** More different shapes than this are not worth telling apart. */
export const max_shapes = 300

const half_digits = '0123456789'
const full_digits = '０１２３４５６７８９'

/** The shapes of a text expression over a relation, most frequent first. Full-width digits count as `９`. */
export async function shapesOf(database: WorkDatabase, relation: string, text: string): Promise<Shape[]> {
  return database.rows<Shape>(`
    select ${shapeOf(text)} as shape,
      count(*) as rows, min(${text}) as example
    from ${relation} where ${text} is not null and strlen(${text}) <= 100
    group by shape order by rows desc, shape limit ${max_shapes}`)
}

/** SQL: DuckDB takes as long to translate a text as there are characters to be changed. */
const shapeOf = (text: string) => `case when strlen(${text}) = length(${text})
      then translate(${text}, '012345678', '${'9'.repeat(9)}')
      else translate(${text}, '${half_digits}${full_digits}', '${'9'.repeat(10)}${'９'.repeat(10)}') end`

/** SQL: full-width digits, signs and separators as half-width ones. */
export const halfWidth = (text: string) =>
  `translate(${text}, '${full_digits}．，－＋（）／：％￥\u3000', '${half_digits}.,-+()/:%¥ ')`

/** Whether a shape holds full-width characters that `halfWidth` changes. */
export const isWide = (shape: string) => /[９．，－＋（）／：％￥\u3000]/.test(shape)
