import { list } from '../../../queries/customers/list.ts'
import type { ParamsOf, Row } from '../../../queries/metric.ts'

export type Customer = Row<typeof list>
type Params = ParamsOf<typeof list>

/** Rows that one request may ask for. */
export const largest_page = 1_000

/**
 * All customers of a list, page after page. Throws when the data changes on the way, because the pages would then
 * not belong together. `onprogress` is told how many have arrived.
 */
export async function everyCustomer(
  params: Params,
  askPage: (params: Params) => Promise<{ rows: Customer[]; data_version: string }>,
  onprogress: (rows: number) => void,
): Promise<Customer[]> {
  const all: Customer[] = []
  let version: string | null = null
  for (;;) {
    const { rows, data_version } = await askPage({ ...params, limit: largest_page, offset: all.length })
    version ??= data_version
    if (data_version !== version) throw new DataChanged()
    all.push(...rows)
    onprogress(all.length)
    if (rows.length < largest_page) return all
  }
}

/** The data was replaced by a newer version between two pages. */
export class DataChanged extends Error {}
