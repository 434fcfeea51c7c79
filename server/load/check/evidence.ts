import type { FieldType } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import { rawText, type MappedTable } from './mapped-table.ts'

/** What the values of a column have in common, counted over all rows. */
export interface ColumnEvidence {
  readonly filled: number
  /** Values that stand for "nothing", such as NULL. */
  readonly placeholders: number
  /** Values with characters beyond ASCII. */
  readonly beyond_ascii: number
  /** Whole numbers written with `.0`. */
  readonly point_zero: number
}

const nothing = ['NULL', 'null', 'Null', '\\N', '#N/A', '#NULL!', 'NaN', 'nan', '<NA>']
const nothing_but_text = [...nothing, 'None', 'none', 'N/A', 'n/a', 'NA', '-', '--', '/']
const nothing_but_dates = [
  '0000-00-00',
  '0000-00-00 00:00:00',
  '9999-12-31',
  '9999-12-31 00:00:00',
  '0001-01-01',
  '0001-01-01 00:00:00',
]

/** SQL list of the values that count as empty in a field of this type. */
export function placeholdersOf(type: FieldType): string {
  const dates = type === 'day' || type === 'instant' || type === 'month'
  const words = type === 'text' ? nothing : [...nothing_but_text, ...(dates ? nothing_but_dates : [])]
  return `(${words.map((word) => `'${word}'`).join(', ')})`
}

/** Looks at every mapped column once. */
export async function gatherEvidence(
  database: WorkDatabase,
  { relation, cited }: MappedTable,
  types: ReadonlyMap<string, FieldType>,
): Promise<ReadonlyMap<string, ColumnEvidence>> {
  const fields = [...cited.keys()]
  const counts = fields.flatMap((field, index) => {
    const text = rawText(field)
    return [
      `count(${text}) as filled_${index}`,
      `count_if(${text} in ${placeholdersOf(types.get(field)!)}) as placeholders_${index}`,
      `count_if(strlen(${text}) <> length(${text})) as beyond_ascii_${index}`,
      `count_if(regexp_full_match(${text}, '[0-9]+\\.0+')) as point_zero_${index}`,
    ]
  })
  const [row] = await database.rows<Record<string, number>>(`select ${counts.join(', ')} from ${relation}`)
  return new Map(
    fields.map((field, index) => [
      field,
      {
        filled: row![`filled_${index}`]!,
        placeholders: row![`placeholders_${index}`]!,
        beyond_ascii: row![`beyond_ascii_${index}`]!,
        point_zero: row![`point_zero_${index}`]!,
      },
    ]),
  )
}
