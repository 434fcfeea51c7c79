import type { Row } from '../../../queries/metric.ts'
import type { duplicates } from '../../../queries/data/duplicates.ts'
import { m } from '../paraglide/messages.js'
import { fieldTitle } from './titles.ts'

/** The fields in which suspected duplicates agree, in the reader's words. */
export function sameFields({ table_name, same_fields }: Row<typeof duplicates>): string {
  return (same_fields ?? '')
    .split(/[,\s]+/)
    .filter(Boolean)
    .map((field) => fieldTitle(table_name ?? '', field))
    .join(m.data_list_comma())
}
