import type { by } from '../../../queries/churn/tenure.ts'
import { m } from '../paraglide/messages.js'

type By = (typeof by)['choices'][number]

const names: Readonly<Record<By, () => string>> = {
  all: m.churn_by_all,
  region: m.churn_by_region,
  store: m.churn_by_store,
  channel: m.churn_by_channel,
  category: m.churn_by_category,
  grade: m.churn_by_grade,
  join_channel: m.churn_by_join_channel,
  year: m.churn_by_year,
}

/** What customers are grouped by, in words. */
export const byName = (by: By) => names[by]()
